package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.transport.Topic;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.election.ElectionConfig;
import org.exojvm.core.election.ElectionMessage;
import org.exojvm.core.election.ElectionStage;
import org.exojvm.core.election.Mastership;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.election.SessionStart;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a peer that lies, or comes from elsewhere, takes nothing from the others. */
class BadNeighboursTest {

  private static final MetaInstanceId CHAT = MetaInstanceId.of("chat");
  private static final MetaInstanceId ELSEWHERE = MetaInstanceId.of("elsewhere");

  /** Impatient enough to see a lie through while a test waits. */
  private static final ElectionConfig IMPATIENT = new ElectionConfig(50, 200, 50, 200, 50, 3);

  private TestNodes nodes;

  @BeforeEach
  void open(@TempDir Path root) {
    nodes = new TestNodes(root, SimulatedTimings.INSTANT);
  }

  @AfterEach
  void close() {
    nodes.close();
  }

  /** What it declared is served here from now on; instance and session of the cluster stay. */
  @Test
  void theJournalOfAnotherClusterIsHandedInAndDisturbsNothing() throws Exception {
    ExoNode alone = nodes.start(nodes.master("x"));
    TestNodes.answer(alone, TestNodes.declare("elsewhere", 1));
    TestNodes.await(alone, TestNodes.readyOver(1));
    alone.close();
    ExoNode a = nodes.start(nodes.master("a"));
    ExoNode b = nodes.start(nodes.master("b"));
    until(() -> !a.state().sessions().isEmpty() && sameLog(a, b));
    TestNodes.answer(a, TestNodes.declare("chat", 2));
    State before = TestNodes.await(a, TestNodes.readyOver(2));
    Instance chat = before.instances().values().iterator().next();

    ExoNode joined = nodes.start(nodes.master("x"));

    for (ExoNode node : List.of(a, b, joined)) {
      until(() -> serves(node, CHAT) && serves(node, ELSEWHERE));
      assertThat(node.state().metaInstances().keys()).containsExactlyInAnyOrder(CHAT, ELSEWHERE);
      assertThat(node.state().sessions()).isEqualTo(before.sessions());
      assertThat(node.state().instances().get(chat.instanceId())).isEqualTo(chat);
      assertThat(node.counters().failures()).isZero();
    }
    assertThat(TestNodes.answer(joined, TestNodes.declare("next", 1)))
        .isInstanceOf(CommandResult.Accepted.class);
  }

  /** It is followed, shows no log, is left and believed ever less; nothing declared is lost. */
  @Test
  void aMasterThatLiesAboutItsIndexIsLeftAndWhatWasDeclaredIsThere() throws Exception {
    ExoNode a = nodes.start(nodes.master("a").mastership(Mastership.elected(IMPATIENT)));
    TestNodes.answer(a, TestNodes.declare("chat", 1));
    try (Stranger liar = new Stranger(nodes.network, "liar")) {
      SessionId boast = SessionId.of(liar.id, 1_000, 7);
      byte[] lie =
          ExoJson.wire()
              .encodeToBytes(
                  WireTypes.ELECTION_MESSAGE,
                  new ElectionMessage(
                      1_000,
                      0,
                      boast,
                      0,
                      ElectionStage.LEADING,
                      ImmutableList.of(new SessionStart(boast, 0)),
                      Long.MAX_VALUE,
                      1_000));
      until(
          () -> {
            liar.publish(Topic.ELECTION_MESSAGES, lie);
            return a.state().sessions().size() >= 2;
          });
      until(() -> isAccepted(a, "second"));
    }
    assertThat(a.state().metaInstances().keys())
        .containsExactlyInAnyOrder(CHAT, MetaInstanceId.of("second"));
    until(() -> serves(a, CHAT));
    assertThat(a.counters().failures()).isZero();
  }

  /** Museum (#1833): until there are tokens, at least nobody deletes in the name of another. */
  @Test
  void aPeerCannotDeleteInTheNameOfAnother() throws Exception {
    ExoNode a = nodes.start(nodes.master("a"));
    TestNodes.answer(a, TestNodes.declare("chat", 1));
    ForwarderCommand forged =
        new ForwarderCommand(
            NodeId.of("b"), new Command.DeleteMetaInstance(CommandId.of("delete"), CHAT));
    try (Stranger stranger = new Stranger(nodes.network, "x")) {
      stranger.publish(
          Topic.COMMANDS, ExoJson.wire().encodeToBytes(WireTypes.FORWARDER_COMMAND, forged));
      stranger.isRefused("a", new NodeRequest.Decide(forged).encoded());
    }
    assertThat(a.counters().forgedMessages()).isEqualTo(2);
    TestNodes.answer(a, TestNodes.declare("second", 1));
    assertThat(a.state().metaInstances().containsKey(CHAT)).isTrue();
  }

  private static boolean isAccepted(ExoNode node, String intent) {
    try {
      return TestNodes.answer(node, TestNodes.declare(intent, 1)) instanceof CommandResult.Accepted;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static boolean sameLog(ExoNode a, ExoNode b) {
    return a.state().sessions().equals(b.state().sessions());
  }

  private static boolean serves(ExoNode node, MetaInstanceId intent) {
    State state = node.state();
    for (Instance instance : state.instances().values()) {
      if (intent.equals(instance.metaInstanceId())) {
        return instance.shardAssignments().runnerToShard().keySet().stream()
            .map(runner -> state.runners().get(runner))
            .allMatch(status -> status != null && status.isServing());
      }
    }
    return false;
  }

  /** Waits on the clock: what is waited for shows in no stream of events. */
  private static void until(BooleanSupplier goal) {
    long deadline = System.nanoTime() + TestNodes.PATIENCE.toNanos();
    while (!goal.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }
}
