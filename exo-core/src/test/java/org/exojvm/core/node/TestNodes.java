package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.engine.RunnerStatus;
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
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.scenario.TestClusters;
import org.exojvm.core.state.State;
import org.exojvm.core.transport.memory.InMemoryNetwork;

/** Nodes of one JVM on simulated hardware with 16 GiB each. */
final class TestNodes implements AutoCloseable {

  /** Beyond any delay of a busy machine; only a failing test waits this long. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  static final ModelCatalog CATALOG =
      new ModelCatalog() {
        @Override
        public ModelCard load(ModelId model) throws ModelCardException {
          if (model.equals(TestClusters.SMALL.modelId())) {
            return TestClusters.SMALL;
          }
          throw new ModelCardException("There is no " + model + ".");
        }

        @Override
        public ImmutableList<ModelId> known() {
          return ImmutableList.of(TestClusters.SMALL.modelId());
        }
      };

  final InMemoryNetwork network =
      new InMemoryNetwork(delivery -> Thread.ofVirtual().name("network").start(delivery));
  final SimulatedHardware hardware;
  private final Path root;
  private final List<ExoNode> nodes = new ArrayList<>();

  TestNodes(Path root) {
    this(root, SimulatedTimings.INSTANT);
  }

  TestNodes(Path root, SimulatedTimings timings) {
    this.root = root;
    this.hardware = new SimulatedHardware(timings);
  }

  /** A node that is its own master. */
  ExoNodeBuilder master(String name) {
    return ExoNode.builder(root.resolve(name))
        .id(NodeId.of(name))
        .transport(network::join)
        .engine(hardware.engine())
        .downloads(hardware.downloads())
        .catalog(CATALOG)
        .probe(
            () ->
                ImmutableList.of(
                    new GatheredInfo.GatheredMemoryUsage(
                        new MemoryUsage(
                            TestClusters.NODE_MEMORY,
                            TestClusters.NODE_MEMORY,
                            Memory.ZERO,
                            Memory.ZERO))));
  }

  /** A node that follows a master. */
  ExoNodeBuilder worker(String name, String master) {
    return master(name).roles(EnumSet.of(NodeRole.WORKER)).master(NodeId.of(master));
  }

  ExoNode start(ExoNodeBuilder builder) throws Exception {
    ExoNode node = builder.build();
    nodes.add(node);
    node.start();
    return node;
  }

  static Command declare(String intent, int minNodes) {
    MetaInstanceSpec spec =
        MetaInstanceSpec.of(MetaInstanceId.of(intent), TestClusters.SMALL.modelId())
            .withMinNodes(minNodes);
    return new Command.CreateMetaInstance(CommandId.of("declare-" + intent), MetaInstance.of(spec));
  }

  static CommandResult answer(ExoNode node, Command command) throws Exception {
    return node.submit(command).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Follows the events until the state of the node is as wanted. */
  static State await(ExoNode node, Predicate<State> goal) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    EventStream events = node.events(node.state().lastEventAppliedIdx() + 1);
    State state = node.state();
    while (!goal.test(state)) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("The state is not as wanted: " + state);
      }
      events.next(Duration.ofSeconds(1));
      state = node.state();
    }
    return state;
  }

  /** One instance whose runners are all ready. */
  static Predicate<State> readyOver(int nodes) {
    return state ->
        Streams.stream(state.instances().values())
                .anyMatch(instance -> instance.shardAssignments().nodeToRunner().size() == nodes)
            && Streams.stream(state.runners().values())
                    .filter(status -> status instanceof RunnerStatus.RunnerReady)
                    .count()
                == nodes;
  }

  /** So many runners are ready. */
  static Predicate<State> readyRunners(int runners) {
    return state ->
        Streams.stream(state.runners().values())
                .filter(status -> status instanceof RunnerStatus.RunnerReady)
                .count()
            == runners;
  }

  @Override
  public void close() {
    nodes.reversed().forEach(ExoNode::close);
    hardware.close();
  }
}
