package org.exojvm.examples.quickstart;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.command.Command;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.explain.IntentPhase;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.node.CommandResult;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.node.SimulatedHardware;
import org.exojvm.core.state.State;
import org.exojvm.core.transport.memory.InMemoryNetwork;

/** Two nodes of this process as a host would embed them, either of which can be master. */
final class RealNodes implements AutoCloseable {

  private static final ModelId MODEL = ModelId.of("mlx-community/Llama-3.2-1B-Instruct-4bit");
  private static final MetaInstanceId INTENT = MetaInstanceId.of("kept");
  private static final Memory RAM = Memory.ofGib(16);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(5);

  private final Path directory;
  private final InMemoryNetwork network =
      new InMemoryNetwork(delivery -> Thread.ofVirtual().start(delivery));
  private final SimulatedHardware hardware = new SimulatedHardware(SimulatedTimings.INSTANT);
  private final List<ExoNode> nodes = new ArrayList<>();
  private final long began = System.nanoTime();
  private long commands;

  RealNodes(Path directory) {
    this.directory = directory;
  }

  void start() throws IOException {
    for (String name : List.of("studio-a", "studio-b")) {
      ExoNode node =
          ExoNode.builder(directory.resolve(name))
              .id(NodeId.of(name))
              .transport(network::join)
              .engine(hardware.engine())
              .downloads(hardware.downloads())
              .probe(
                  () ->
                      ImmutableList.of(
                          new GatheredMemoryUsage(
                              new MemoryUsage(RAM, RAM, Memory.ZERO, Memory.ZERO))))
              .build();
      nodes.add(node);
      node.start();
    }
    await(() -> !state().sessions().isEmpty());
  }

  /** Declares the intent, to be placed on the master; returns how safe it is. */
  String declare() {
    MetaInstance wanted =
        MetaInstance.of(
            MetaInstanceSpec.of(INTENT, MODEL)
                .withPreferredNodes(ImmutableList.of(NodeId.of(master()))));
    CommandResult result =
        nodes.getLast().submit(new Command.CreateMetaInstance(nextId(), wanted)).join();
    return result instanceof CommandResult.Accepted accepted
        ? accepted.durability().toString()
        : String.valueOf(result);
  }

  private CommandId nextId() {
    return CommandId.of("real-" + commands++);
  }

  private State state() {
    return nodes.getLast().state();
  }

  String master() {
    return state().sessions().getLast().session().masterNodeId().value();
  }

  /** Ends the master; its connections are cut at once. */
  void killMaster() {
    NodeId master = NodeId.of(master());
    for (ExoNode node : List.copyOf(nodes)) {
      if (node.id().equals(master)) {
        nodes.remove(node);
        node.close();
      }
    }
  }

  boolean awaitServing() {
    return await(
        () ->
            nodes.getLast().explain(INTENT).phase() == IntentPhase.SERVING
                && runsHere(nodes.getLast().state()));
  }

  /** Whether no instance rests on a node that was killed. */
  private boolean runsHere(State state) {
    for (Instance instance : state.instances().values()) {
      for (NodeId on : instance.shardAssignments().nodeToRunner().keySet()) {
        if (nodes.stream().noneMatch(node -> node.id().equals(on))) {
          return false;
        }
      }
    }
    return true;
  }

  boolean awaitAnswer() {
    return await(
        () ->
            nodes.getLast().submit(new Command.TestCommand(nextId())).join()
                instanceof CommandResult.Accepted);
  }

  /** Returns where the instance is. */
  String placed() {
    for (Instance instance : state().instances().values()) {
      return "Ready on " + instance.shardAssignments().nodeToRunner().keySet();
    }
    return "no instance";
  }

  String explain() {
    return nodes.getLast().explain(INTENT).text();
  }

  /** Returns the wall time since the first node was started. */
  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private static boolean await(BooleanSupplier goal) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    boolean reached = goal.getAsBoolean();
    while (!reached && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK.toNanos());
      reached = goal.getAsBoolean();
    }
    return reached;
  }

  @Override
  public void close() {
    nodes.forEach(ExoNode::close);
    hardware.close();
  }
}
