package org.exojvm.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.command.Command;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadCompleted;
import org.exojvm.core.download.DownloadProgress.DownloadOngoing;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.NodeEvent.NodeDownloadProgress;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.node.EventStream;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.node.SimulatedHardware;
import org.exojvm.core.scenario.TestClusters;
import org.exojvm.core.store.LoopbackHub.Mishap;
import org.exojvm.core.transport.memory.InMemoryNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a node serves a model that its store fetches, and what is on disk counts from its first
 * moment (D21). Method: a real node, journal and store; engine and network are simulated, the hub
 * is on the loopback interface.
 */
class StoreOfANodeTest {

  private static final byte[] WEIGHTS = StoreRig.bytes(100_000, 1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path root;
  private LoopbackHub hub;

  @BeforeEach
  void open() throws IOException {
    hub = new LoopbackHub();
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void d21ANodeStartedAnewServesFromDiskAndFetchesNothing() throws Exception {
    hub.serve("/weights", WEIGHTS);
    try (Machine machine = new Machine("home")) {
      machine.declare();
      assertThat(downloads(machine.until(StoreOfANodeTest::isReady)).getLast())
          .isInstanceOf(DownloadCompleted.class);
    }
    hub.asked.clear();
    try (Machine machine = new Machine("home")) {
      assertThat(downloads(machine.until(StoreOfANodeTest::isReady)))
          .allSatisfy(told -> assertThat(told).isInstanceOf(DownloadCompleted.class));
    }
    assertThat(hub.asked).isEmpty();
  }

  @Test
  void d21AModelOnDiskIsNeverPendingForANodeThatRemembersNothing() throws Exception {
    hub.serve("/weights", WEIGHTS);
    try (Machine machine = new Machine("home")) {
      machine.declare();
      machine.until(StoreOfANodeTest::isReady);
    }
    hub.asked.clear();
    try (Machine machine = new Machine("another home")) {
      machine.declare();
      assertThat(downloads(machine.until(StoreOfANodeTest::isReady)))
          .singleElement()
          .isInstanceOf(DownloadCompleted.class);
    }
    assertThat(hub.asked).isEmpty();
  }

  @Test
  void aDownloadThatDiedWithItsNodeGoesOnWhereItWas() throws Exception {
    hub.serve("/weights", WEIGHTS, new Mishap.Stall(60_000));
    try (Machine machine = new Machine("home")) {
      machine.declare();
      machine.until(StoreOfANodeTest::hasAllThatComes);
    }
    try (Machine machine = new Machine("home")) {
      machine.until(StoreOfANodeTest::isReady);
    }
    assertThat(hub.rangesOf("/weights")).containsExactly(null, "bytes=60000-");
  }

  private static boolean isReady(Event event) {
    return event instanceof RunnerStatusUpdated told && told.runnerStatus() instanceof RunnerReady;
  }

  private static boolean hasAllThatComes(Event event) {
    return event instanceof NodeDownloadProgress told
        && told.downloadProgress() instanceof DownloadOngoing ongoing
        && ongoing.downloadProgress().downloadedBytes().inBytes() == 60_000;
  }

  private static ImmutableList<DownloadProgress> downloads(List<Event> events) {
    return events.stream()
        .filter(NodeDownloadProgress.class::isInstance)
        .map(event -> ((NodeDownloadProgress) event).downloadProgress())
        .collect(ImmutableList.toImmutableList());
  }

  /** A node with a home of its own, on the models of this machine. */
  private final class Machine implements AutoCloseable {

    private final SimulatedHardware hardware = new SimulatedHardware(SimulatedTimings.INSTANT);
    private final InMemoryNetwork network = new InMemoryNetwork(Runnable::run);
    private final ModelStore store;
    private final ExoNode node;
    private final EventStream events;

    Machine(String home) throws IOException {
      ModelId model = TestClusters.SMALL.modelId();
      store =
          ModelStore.open(
              root.resolve("models"),
              StoreRig.of(model, hub.file("weights", WEIGHTS)),
              StoreRig.LIMITS);
      node =
          ExoNode.builder(root.resolve(home))
              .id(NodeId.of("a"))
              .transport(network::join)
              .engine(hardware.engine())
              .downloads(store)
              .catalog(new OneModel())
              .probe(
                  () ->
                      ImmutableList.of(
                          new GatheredInfo.GatheredMemoryUsage(
                              new MemoryUsage(
                                  TestClusters.NODE_MEMORY,
                                  TestClusters.NODE_MEMORY,
                                  Memory.ZERO,
                                  Memory.ZERO))))
              .build();
      node.start();
      events = node.events(node.state().lastEventAppliedIdx() + 1);
    }

    void declare() throws Exception {
      MetaInstanceSpec spec =
          MetaInstanceSpec.of(MetaInstanceId.of("chat"), TestClusters.SMALL.modelId());
      node.submit(new Command.CreateMetaInstance(CommandId.of("c"), MetaInstance.of(spec)))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Returns the events of this start up to the first one that is looked for. */
    List<Event> until(Predicate<Event> wanted) throws Exception {
      List<Event> passed = new ArrayList<>();
      do {
        passed.add(events.next(PATIENCE).orElseThrow().event());
      } while (!wanted.test(passed.getLast()));
      return passed;
    }

    @Override
    public void close() {
      node.close();
      store.close();
      hardware.close();
    }
  }

  /** Knows the small model. */
  private static final class OneModel implements ModelCatalog {

    @Override
    public ModelCard load(ModelId model) {
      return TestClusters.SMALL;
    }

    @Override
    public ImmutableList<ModelId> known() {
      return ImmutableList.of(TestClusters.SMALL.modelId());
    }
  }
}
