package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.transport.Topic;
import org.exojvm.core.command.Command;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.master.RejectionCode;
import org.exojvm.core.scenario.TestClusters;
import org.exojvm.core.scenario.TestRequests;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: what makes no sense gets a clear answer or is dropped and counted, and the node lives.
 * Method: a real node, and a stranger on its network who says what nodes do not say.
 */
class BadInputTest {

  @TempDir Path root;
  private TestNodes nodes;

  @BeforeEach
  void open() {
    nodes = new TestNodes(root);
  }

  @AfterEach
  void close() {
    nodes.close();
  }

  private static void isRefused(ExoNode node, Command command, RejectionCode code, String why)
      throws Exception {
    assertThat(TestNodes.answer(node, command))
        .isInstanceOfSatisfying(
            CommandResult.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).as(rejected.reason()).isEqualTo(code);
              assertThat(rejected.reason()).contains(why).contains("Maybe");
            });
  }

  private static void lives(ExoNode node) throws Exception {
    assertThat(TestNodes.answer(node, new Command.TestCommand(CommandId.of("alive"))))
        .isInstanceOf(CommandResult.Accepted.class);
    assertThat(node.counters().failures()).isZero();
  }

  private static CommandId fresh(String id) {
    return CommandId.of(id);
  }

  @Test
  void commandsForUnknownIdsAreRefusedByTheirNames() throws Exception {
    ExoNode node = nodes.start(nodes.master("a"));
    TextGenerationTaskParams params =
        TestRequests.text(TestClusters.card("test/nobody", 1), "hello");
    for (Command command :
        List.of(
            new Command.DeleteMetaInstance(fresh("1"), MetaInstanceId.of("nobody")),
            new Command.DeleteInstance(fresh("2"), InstanceId.of("nobody")),
            new Command.TaskCancelled(fresh("3"), CommandId.of("nobody")),
            new Command.TaskFinished(fresh("4"), CommandId.of("nobody")),
            new Command.TextGeneration(fresh("5"), params))) {
      isRefused(node, command, RejectionCode.NOT_FOUND, "nobody");
    }
    lives(node);
  }

  @Test
  void aCommandSentAgainHasItsAnswerAgainAndNoSecondEffect() throws Exception {
    ExoNode node = nodes.start(nodes.master("a"));
    CommandResult first = TestNodes.answer(node, TestNodes.declare("chat", 1));
    State once = TestNodes.await(node, TestNodes.readyOver(1));
    assertThat(TestNodes.answer(node, TestNodes.declare("chat", 1))).isEqualTo(first);
    Command delete = new Command.DeleteMetaInstance(fresh("d"), MetaInstanceId.of("chat"));
    CommandResult deleted = TestNodes.answer(node, delete);
    assertThat(deleted).isInstanceOf(CommandResult.Accepted.class);
    assertThat(TestNodes.answer(node, delete)).isEqualTo(deleted);
    assertThat(TestNodes.answer(node, TestNodes.declare("chat", 1))).isEqualTo(first);
    assertThat(node.state().metaInstances().containsKey(MetaInstanceId.of("chat"))).isFalse();
    assertThat(once.metaInstances().size()).isEqualTo(1);
  }

  @Test
  void anIntentIdUsedTwiceIsTheSameIntentOrAConflict() throws Exception {
    ExoNode node = nodes.start(nodes.master("a"));
    Command.CreateMetaInstance first = (Command.CreateMetaInstance) TestNodes.declare("chat", 1);
    assertThat(TestNodes.answer(node, first)).isInstanceOf(CommandResult.Accepted.class);
    MetaInstance same = first.metaInstance();
    assertThat(TestNodes.answer(node, new Command.CreateMetaInstance(fresh("same"), same)))
        .isInstanceOf(CommandResult.Accepted.class);
    MetaInstance other = MetaInstance.of(same.spec().withMinNodes(2));
    isRefused(
        node,
        new Command.CreateMetaInstance(fresh("other"), other),
        RejectionCode.CONFLICT,
        "exists with other settings");
    assertThat(node.state().metaInstances().get(same.id()).spec()).isEqualTo(same.spec());
  }

  @Test
  void anInstanceThatClaimsAnIntentIsRefused() throws Exception {
    ExoNode node = nodes.start(nodes.master("a"));
    TestNodes.answer(node, TestNodes.declare("chat", 1));
    State state = TestNodes.await(node, TestNodes.readyOver(1));
    Instance placed = state.instances().values().iterator().next();
    Instance claims = ((MlxRingInstance) placed).withInstanceId(InstanceId.of("mine"));
    for (String intent : List.of("chat", "nobody")) {
      isRefused(
          node,
          new Command.CreateInstance(fresh(intent), claims.backing(MetaInstanceId.of(intent))),
          RejectionCode.INVALID,
          "only the master binds");
    }
    isRefused(
        node,
        new Command.CreateInstance(fresh("runners"), claims.backing(null)),
        RejectionCode.CONFLICT,
        "belongs to another");
    lives(node);
  }

  @Test
  void aCommandTooLargeToBeToldToOthersIsRefused() throws Exception {
    ExoNode node = nodes.start(nodes.master("a"));
    TextGenerationTaskParams params =
        TestRequests.text(TestClusters.SMALL, "x".repeat(CommandBounds.MAX_BYTES));
    isRefused(node, new Command.TextGeneration(fresh("t"), params), RejectionCode.INVALID, "bytes");
    lives(node);
  }

  @Test
  void eventsOfOldEpochsAndOfOthersChangeNothingAndAreCounted() throws Exception {
    ExoNode master = nodes.start(nodes.master("a"));
    lives(master);
    try (Stranger stranger = new Stranger(nodes.network, "x")) {
      SessionId old = new SessionId(NodeId.of("a"), 0);
      SessionId present = new SessionId(NodeId.of("a"), 1);
      stranger.event(Topic.LOCAL_EVENTS, old, 0);
      stranger.event(Topic.LOCAL_EVENTS, new SessionId(stranger.id, 1), 0);
      stranger.event(
          Topic.LOCAL_EVENTS, NodeId.of("b"), present, 0, new TestEvent(EventId.of("forged")));
      stranger.isRefused("a", new byte[0]);
      lives(master);
    }
    assertThat(master.counters().incidents()).isEqualTo(2);
    assertThat(master.counters().forgedMessages()).isEqualTo(1);
    assertThat(events(master)).noneMatch(id -> id.startsWith("stranger") || id.equals("forged"));
  }

  @Test
  void aWorkerObeysItsMasterAloneAndCountsWhatOthersSay() throws Exception {
    ExoNode master = nodes.start(nodes.master("a"));
    ExoNode worker = nodes.start(nodes.worker("b", "a"));
    TestNodes.answer(master, TestNodes.declare("chat", 2));
    TestNodes.await(worker, TestNodes.readyOver(2));
    try (Stranger stranger = new Stranger(nodes.network, "x")) {
      SessionId later = new SessionId(NodeId.of("a"), 1_000);
      stranger.event(Topic.GLOBAL_EVENTS, later, 0);
      stranger.event(Topic.GLOBAL_EVENTS, new SessionId(stranger.id, 9), 0);
      stranger.event(Topic.GLOBAL_EVENTS, new SessionId(NodeId.of("a"), 1), 0);
      stranger.isRefused("b", new byte[0]);
    }
    TestNodes.answer(worker, TestNodes.declare("second", 1));
    TestNodes.await(
        worker, state -> state.metaInstances().containsKey(MetaInstanceId.of("second")));
    assertThat(worker.counters().foreignMessages()).isEqualTo(3);
    assertThat(worker.state().runners().size()).isPositive();
    assertThat(worker.counters().failures()).isZero();
  }

  private static List<String> events(ExoNode node) throws Exception {
    List<String> ids = new ArrayList<>();
    EventStream events = node.events(0);
    for (long idx = 0; idx <= node.state().lastEventAppliedIdx(); idx++) {
      ids.add(events.next(TestNodes.PATIENCE).orElseThrow().event().eventId().value());
    }
    return ids;
  }
}
