package org.exojvm.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.model.ModelTask;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.catalog.BundledModelCatalog;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeCreated;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.info.GatheredInfo.NodeNetworkInterfaces;
import org.exojvm.core.process.Effect;
import org.exojvm.core.process.MetaInstanceManager;
import org.exojvm.core.process.MetaInstanceMemory;
import org.exojvm.core.process.PlacementRound;
import org.exojvm.core.process.PlacementSettings;
import org.exojvm.core.process.Round;
import org.exojvm.core.process.Tick;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.search.WatchedStrategy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A hundred intents for models of the bundled catalogue, placed in one round on 200 nodes of 64 to
 * 512 GiB that all reach each other over sockets: from the tick that finds them without an
 * instance, over all searches, one after the other on one ledger, to the hundred instances.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RoundBenchmark {

  private static final int NODES = 200;
  private static final int INTENTS = 100;
  private static final long[] GIB = {64, 96, 128, 192, 256, 512};

  /** Strategy of all intents. */
  @Param({"largest-cycle", "smallest-cycle"})
  public String strategy = "";

  private final BundledModelCatalog catalog = BundledModelCatalog.create();
  private final PlacementStrategies strategies =
      WatchedStrategy.all(PlacementStrategies.installed(), WatchedStrategy.DEFAULT_DEADLINE);
  private final Tick tick = new Tick(0, "bench");
  private org.exojvm.core.state.State state = org.exojvm.core.state.State.empty();
  private MetaInstanceManager manager =
      new MetaInstanceManager(PlacementSettings.of(strategies.names(), ""));
  private MetaInstanceMemory memory = manager.initialMemory();

  /**
   * Builds the state and loads the cards, which is not part of what is measured.
   *
   * @throws ModelCardException when a bundled card cannot be loaded
   */
  @Setup
  public void setUp() throws ModelCardException {
    manager =
        new MetaInstanceManager(
            PlacementSettings.of(strategies.names(), strategy)
                .withMemory(MemoryPolicy.defaults().withFacts(catalog.facts())));
    state = fullMesh();
    List<ModelCard> cards = cards();
    for (ModelCard card : cards) {
      memory = manager.cardLoaded(state, memory, tick, card.modelId(), card).memory();
    }
    for (int i = 0; i < INTENTS; i++) {
      ModelId model = cards.get(i % cards.size()).modelId();
      state =
          ClusterStates.next(
              state,
              new MetaInstanceCreated(
                  ClusterStates.eventId(),
                  MetaInstance.of(MetaInstanceSpec.of(MetaInstanceId.of("m" + i), model))));
    }
    int placed = round().events().size();
    if (placed != INTENTS) {
      throw new IllegalStateException(
          "%d of %d intents are placed. Maybe the nodes are too small.".formatted(placed, INTENTS));
    }
  }

  /** Text models that may be split by layers. */
  private List<ModelCard> cards() throws ModelCardException {
    List<ModelCard> cards = new ArrayList<>();
    for (ModelId model : catalog.known()) {
      ModelCard card = catalog.load(model);
      if (card.supportsPipeline() && card.tasks().contains(ModelTask.TEXT_GENERATION)) {
        cards.add(card);
      }
    }
    return cards;
  }

  private static org.exojvm.core.state.State fullMesh() {
    org.exojvm.core.state.State mesh = org.exojvm.core.state.State.empty();
    for (int node = 0; node < NODES; node++) {
      mesh = ClusterStates.next(mesh, gathered(node));
      mesh =
          ClusterStates.next(
              mesh,
              new NodeGatheredInfo(
                  ClusterStates.eventId(),
                  ClusterParts.node(node),
                  new NodeNetworkInterfaces(ClusterParts.interfaces(node))));
    }
    for (int source = 0; source < NODES; source++) {
      for (int sink = 0; sink < NODES; sink++) {
        if (source != sink) {
          mesh =
              ClusterStates.next(
                  mesh,
                  new TopologyEdgeCreated(
                      ClusterStates.eventId(), ClusterStates.edge(source, sink, 0)));
        }
      }
    }
    return mesh;
  }

  private static NodeGatheredInfo gathered(int node) {
    Memory installed = Memory.ofGib(GIB[node % GIB.length]);
    Memory available = Memory.ofBytes(installed.inBytes() / 10 * 9);
    return new NodeGatheredInfo(
        ClusterStates.eventId(),
        ClusterParts.node(node),
        new GatheredMemoryUsage(new MemoryUsage(installed, available, Memory.ZERO, Memory.ZERO)));
  }

  /** The whole round. */
  @Benchmark
  public Round<MetaInstanceMemory> round() {
    Round<MetaInstanceMemory> started = manager.reconcile(state, memory, tick);
    Effect.SearchPlacements effect = (Effect.SearchPlacements) started.effects().getFirst();
    return manager.placementsFound(
        state, started.memory(), tick, effect, PlacementRound.run(strategies, effect.searches()));
  }
}
