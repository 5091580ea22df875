package org.exojvm.core.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.transport.PublishResult;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportListener;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.Command;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.InstanceEvent;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.NodeEvent.NodeStarted;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.journal.FileEventLog;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.master.RejectionCode;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: nodes of one JVM form a cluster, keep what they acknowledge, and end when they are told.
 * Method: real threads, disk and cores; the network and the hardware are simulated. Tests follow
 * events and never sleep.
 */
class ExoNodeTest {

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

  @Test
  void aNodeOfItsOwnBringsAnIntentToReady() throws Exception {
    ExoNode node = nodes.start(nodes.master("a"));
    assertThat(TestNodes.answer(node, TestNodes.declare("chat", 1)))
        .isEqualTo(new CommandResult.Accepted(CommandId.of("declare-chat"), Durability.LOCAL));
    TestNodes.await(node, TestNodes.readyOver(1));
    assertThat(node.counters().failures()).isZero();
  }

  @Test
  void threeNodesPlaceOverThree() throws Exception {
    ExoNode master = nodes.start(nodes.master("a"));
    ExoNode second = nodes.start(nodes.worker("b", "a"));
    ExoNode third = nodes.start(nodes.worker("c", "a"));
    TestNodes.answer(master, TestNodes.declare("chat", 3));
    for (ExoNode node : new ExoNode[] {master, second, third}) {
      TestNodes.await(node, TestNodes.readyOver(3));
      assertThat(node.counters().failures()).isZero();
    }
  }

  @Test
  void aCommandToAWorkerReachesTheMasterAndItsAnswerComesBack() throws Exception {
    ExoNode master = nodes.start(nodes.master("a"));
    ExoNode worker = nodes.start(nodes.worker("b", "a"));
    assertThat(TestNodes.answer(worker, TestNodes.declare("chat", 1)))
        .isInstanceOf(CommandResult.Accepted.class);
    assertThat(worker.master()).contains(master.id());
    assertThat(master.master()).contains(master.id());
    assertThat(master.state().metaInstances().containsKey(MetaInstanceId.of("chat"))).isTrue();
    assertThat(
            TestNodes.answer(
                worker,
                new Command.DeleteMetaInstance(CommandId.of("c"), MetaInstanceId.of("nobody"))))
        .isInstanceOfSatisfying(
            CommandResult.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(RejectionCode.NOT_FOUND));
  }

  @Test
  void aWorkerWithoutMasterSaysSo() throws Exception {
    ExoNode worker = nodes.start(nodes.worker("b", "a"));
    assertThat(TestNodes.answer(worker, TestNodes.declare("chat", 1)))
        .isInstanceOfSatisfying(
            CommandResult.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(RejectionCode.UNAVAILABLE));
    assertThat(worker.master()).isEmpty();
  }

  @Test
  void aMasterStartedAnewKeepsItsIntentsAndServesThem() throws Exception {
    State before;
    try (ExoNode node = nodes.start(nodes.master("a"))) {
      TestNodes.answer(node, TestNodes.declare("chat", 1));
      before = TestNodes.await(node, TestNodes.readyOver(1));
    }
    ExoNode again = nodes.start(nodes.master("a"));
    assertThat(again.state().metaInstances()).isEqualTo(before.metaInstances());
    assertThat(again.state().instances()).isEqualTo(before.instances());
    assertThat(again.events(0).next(Duration.ZERO).orElseThrow().idx()).isZero();
    long restartIdx = again.state().lastEventAppliedIdx();
    TestNodes.await(
        again,
        state ->
            state.lastEventAppliedIdx() > restartIdx + 3 && TestNodes.readyOver(1).test(state));
    assertThat(TestNodes.answer(again, TestNodes.declare("second", 1)))
        .isInstanceOf(CommandResult.Accepted.class);
  }

  @Test
  void workersFollowAMasterThatWasStartedAnew() throws Exception {
    ExoNode master = nodes.start(nodes.master("a"));
    ExoNode worker = nodes.start(nodes.worker("b", "a"));
    TestNodes.answer(master, TestNodes.declare("chat", 2));
    long readyIdx = TestNodes.await(worker, TestNodes.readyOver(2)).lastEventAppliedIdx();
    EventStream events = worker.events(readyIdx + 1);
    master.close();
    ExoNode again = nodes.start(nodes.master("a"));
    TestNodes.answer(again, TestNodes.declare("second", 1));
    TestNodes.await(
        worker, state -> state.metaInstances().containsKey(MetaInstanceId.of("second")));
    assertThat(worker.state().sessions()).hasSize(2);
    // The log goes on where it was, for readers too.
    assertThat(events.next(Duration.ZERO).orElseThrow().idx()).isEqualTo(readyIdx + 1);
  }

  @Test
  void aMasterThatServesNothingItselfIsStartedAnewAndNoRunnerStops() throws Exception {
    ExoNode master = nodes.start(nodes.master("a").roles(EnumSet.of(NodeRole.MASTER)));
    ExoNode worker = nodes.start(nodes.worker("b", "a"));
    TestNodes.answer(master, TestNodes.declare("chat", 1));
    long readyIdx = TestNodes.await(worker, TestNodes.readyOver(1)).lastEventAppliedIdx();
    master.close();
    ExoNode again = nodes.start(nodes.master("a").roles(EnumSet.of(NodeRole.MASTER)));
    TestNodes.answer(again, TestNodes.declare("second", 1));
    State state = TestNodes.await(again, TestNodes.readyRunners(2));
    EventStream events = again.events(readyIdx + 1);
    for (long idx = readyIdx + 1; idx <= state.lastEventAppliedIdx(); idx++) {
      assertThat(events.next(TestNodes.PATIENCE).orElseThrow().event())
          .isNotInstanceOfAny(InstanceEvent.InstanceDeleted.class, InstanceRetrying.class);
    }
  }

  @Test
  void aNodeThatIsNoWorkerSaysWhoItIsAndOffersNoMemory() throws Exception {
    Memory size = new Memory(64L << 30);
    MemoryUsage memory = new MemoryUsage(size, size, Memory.ZERO, Memory.ZERO);
    ExoNode desk =
        nodes.start(
            nodes
                .master("a")
                .roles(EnumSet.of(NodeRole.MASTER))
                .probe(
                    () ->
                        ImmutableList.of(
                            new GatheredInfo.GatheredMemoryUsage(memory),
                            new GatheredInfo.MiscData("desk"))));
    State state = TestNodes.await(desk, known -> !known.nodeIdentities().isEmpty());
    assertThat(state.nodeIdentities().get(NodeId.of("a")).friendlyName()).isEqualTo("desk");
    assertThat(state.nodeMemory().isEmpty()).isTrue();
  }

  @Test
  void aJournalThatFailsEndsAcknowledgingAndTheNodeLives() throws Exception {
    FailingLog log = new FailingLog();
    ExoNode node = nodes.start(nodes.master("a").logs(log));
    assertThat(TestNodes.answer(node, TestNodes.declare("first", 1)))
        .isInstanceOf(CommandResult.Accepted.class);
    State kept = node.state();
    log.fail("No space left on device");
    assertThat(TestNodes.answer(node, TestNodes.declare("second", 1)))
        .isNotInstanceOf(CommandResult.Accepted.class);
    log.awaitFailure();
    assertThat(TestNodes.answer(node, TestNodes.declare("third", 1)))
        .isInstanceOfSatisfying(
            CommandResult.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo(RejectionCode.UNAVAILABLE);
              assertThat(rejected.reason()).contains("No space left on device");
            });
    assertThat(node.state().metaInstances().keys())
        .containsExactlyElementsOf(kept.metaInstances().keys());
    node.close();
  }

  @Test
  void garbageOnEveryTopicIsCountedAndDropped() throws Exception {
    ExoNode node = nodes.start(nodes.master("a"));
    try (Transport stranger = nodes.network.join(NodeId.of("x"))) {
      stranger.start(new Deaf());
      for (Topic topic : Topic.values()) {
        stranger.publish(topic, new byte[0]);
        stranger.publish(topic, "{\"Nonsense\":{}}".getBytes(UTF_8));
        stranger.publish(topic, new byte[] {(byte) 0xff, 0, 1});
      }
      CompletableFuture<byte[]> asked =
          stranger.request(NodeId.of("a"), new byte[] {'?'}).toCompletableFuture();
      assertThatThrownBy(() -> asked.get(60, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
    }
    assertThat(node.counters().malformedMessages()).isEqualTo(3L * Topic.values().length + 1);
    assertThat(TestNodes.answer(node, TestNodes.declare("chat", 1)))
        .isInstanceOf(CommandResult.Accepted.class);
  }

  @Test
  void aClosedNodeLeavesNoThreadAndCanBeClosedAgain() throws Exception {
    ExoNode node = nodes.start(nodes.master("leaver"));
    TestNodes.answer(node, TestNodes.declare("chat", 1));
    TestNodes.await(node, TestNodes.readyOver(1));
    EventStream events = node.events(node.state().lastEventAppliedIdx() + 1);
    node.close();
    node.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("exo-node-leaver"));
    Optional<?> last = events.next(Duration.ZERO);
    while (last.isPresent()) {
      last = events.next(Duration.ZERO);
    }
    assertThat(events.isEnded()).isTrue();
    assertThat(TestNodes.answer(node, TestNodes.declare("late", 1)))
        .isInstanceOf(CommandResult.Rejected.class);
  }

  @Test
  void aNodeClosedWhileItStartsEnds() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    EventLogs slow =
        directory -> {
          starting.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new JournalException("interrupted", e);
          }
          return FileEventLog.open(directory, FileEventLog.Options.DEFAULT);
        };
    ExoNode node = nodes.master("a").logs(slow).build();
    CompletableFuture<Void> start =
        CompletableFuture.runAsync(
            () -> assertThatThrownBy(node::start).isInstanceOf(IllegalStateException.class),
            task -> Thread.ofVirtual().start(task));
    starting.await();
    Thread closer = Thread.ofVirtual().start(node::close);
    while (!node.isClosing()) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    closer.join();
    start.get(60, TimeUnit.SECONDS);
    nodes.start(nodes.master("a")).close();
  }

  @Test
  void aDirectoryHasOneNodeAtATime() throws Exception {
    nodes.start(nodes.master("a"));
    assertThatThrownBy(() -> nodes.start(nodes.master("a")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("in use");
  }

  @Test
  void aDirectoryThatIsAFileIsToldAsSuch() throws Exception {
    Files.writeString(root.resolve("a"), "not a directory");
    assertThatThrownBy(() -> nodes.start(nodes.master("a")))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("is a file");
  }

  @Test
  void aCopiedDirectoryIsRefused() throws Exception {
    nodes.start(nodes.master("a")).close();
    Path copy = Files.createDirectory(root.resolve("copy"));
    for (String file : new String[] {"node-id", "boot", "place"}) {
      Files.copy(root.resolve("a").resolve(file), copy.resolve(file));
    }
    ExoNodeBuilder onCopy = nodes.master("copy").id(NodeId.of("a"));
    assertThatThrownBy(() -> nodes.start(onCopy))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("is a copy of")
        .hasMessageContaining(root.resolve("a").toRealPath().toString());
    Files.delete(copy.resolve("place"));
    assertThat(nodes.start(nodes.master("copy").id(NodeId.of("a"))).id()).isEqualTo(NodeId.of("a"));
  }

  @Test
  void aMovedDirectoryIsTheSameNode() throws Exception {
    NodeId id = nodes.start(nodes.master("a")).id();
    nodes.close();
    Files.move(root.resolve("a"), root.resolve("moved"));
    nodes = new TestNodes(root);
    assertThat(nodes.start(nodes.master("moved").id(id)).id()).isEqualTo(id);
  }

  @Test
  void theEarlierOfTwoProcessesOfOneNodeStopsAndSaysWhy() throws Exception {
    nodes.start(nodes.master("a"));
    Overheard overheard = new Overheard();
    ExoNode worker =
        nodes.start(nodes.worker("b", "a").transport(id -> overheard.on(nodes.network.join(id))));
    State state = TestNodes.await(worker, known -> !known.sessions().isEmpty());
    SessionId session = state.sessions().getLast().session();
    // What the master tells of a later process of b; several, because it goes on telling too.
    for (int i = 1; i <= 100; i++) {
      ForwarderEvent later =
          new ForwarderEvent(
              state.lastEventAppliedIdx() + i,
              NodeId.of("a"),
              session,
              new NodeStarted(EventId.of("later" + i), NodeId.of("b"), Long.MAX_VALUE));
      overheard.listener.onMessage(
          Topic.GLOBAL_EVENTS,
          NodeId.of("a"),
          ExoJson.wire().encodeToBytes(WireTypes.FORWARDER_EVENT, later));
    }
    long deadline = System.nanoTime() + TestNodes.PATIENCE.toNanos();
    while (worker.refusal().isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(worker.refusal().orElseThrow()).contains("Another process speaks for node b");
    assertThat(TestNodes.answer(worker, TestNodes.declare("chat", 1)))
        .isInstanceOfSatisfying(
            CommandResult.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(RejectionCode.UNAVAILABLE));
  }

  @Test
  void aDirectoryKeepsTheIdentityOfItsNode() throws Exception {
    nodes.start(nodes.master("a")).close();
    assertThatThrownBy(() -> nodes.start(nodes.master("a").id(NodeId.of("b"))))
        .isInstanceOf(NodeException.class)
        .hasMessageContaining("belongs to node a");
  }

  @Test
  void whatNamesTheNodeIsAskedUnderItsLockAndGivenTheIdThatItHas() throws Exception {
    List<NodeId> proposed = new ArrayList<>();
    UnaryOperator<NodeId> naming =
        id -> {
          proposed.add(id);
          return NodeId.of("named");
        };
    nodes.start(nodes.master("named").id(naming)).close();
    ExoNode again = nodes.start(nodes.master("named").id(naming));
    assertThat(again.id()).isEqualTo(NodeId.of("named"));
    assertThat(proposed).hasSize(2).last().isEqualTo(NodeId.of("named"));
    assertThat(proposed.getFirst().value()).startsWith("n-");
    assertThatThrownBy(() -> nodes.start(nodes.master("named").id(naming)))
        .hasMessageContaining("in use");
    assertThat(proposed).as("asked while another holds the lock").hasSize(2);
  }

  /** Remembers who listens. */
  private static final class Overheard {
    private volatile TransportListener listener = new Deaf();

    Transport on(Transport transport) {
      return new Transport() {
        @Override
        public void start(TransportListener started) {
          listener = started;
          transport.start(started);
        }

        @Override
        public PublishResult publish(Topic topic, byte[] payload) {
          return transport.publish(topic, payload);
        }

        @Override
        public CompletionStage<byte[]> request(NodeId peer, byte[] payload) {
          return transport.request(peer, payload);
        }

        @Override
        public ImmutableSet<NodeId> peers() {
          return transport.peers();
        }

        @Override
        public void close() {
          transport.close();
        }
      };
    }
  }

  /** Hears nothing. */
  private static final class Deaf implements TransportListener {
    @Override
    public void onMessage(Topic topic, NodeId author, byte[] payload) {}

    @Override
    public void onPeerConnected(NodeId peer) {}

    @Override
    public void onPeerDisconnected(NodeId peer) {}

    @Override
    public CompletableFuture<byte[]> onRequest(NodeId peer, byte[] payload) {
      return CompletableFuture.failedFuture(new IllegalStateException("deaf"));
    }
  }
}
