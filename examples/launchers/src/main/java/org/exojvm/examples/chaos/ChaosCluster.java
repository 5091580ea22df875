package org.exojvm.examples.chaos;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.node.SimulatedHardware;
import org.exojvm.core.transport.memory.InMemoryNetwork;

/** Nodes of one process, each of which may be master; stopped ones keep their directory. */
final class ChaosCluster implements AutoCloseable {

  private static final Memory RAM = Memory.ofGib(16);

  private final Path directory;
  private final InMemoryNetwork network =
      new InMemoryNetwork(delivery -> Thread.ofVirtual().name("network").start(delivery));
  private final SimulatedHardware hardware = new SimulatedHardware(SimulatedTimings.INSTANT);
  private final Map<NodeId, ExoNode> running = new LinkedHashMap<>();
  private final Map<NodeId, PausableTransport> transports = new LinkedHashMap<>();
  private final ImmutableList<NodeId> all;
  private final List<ExoNode> stopped = new ArrayList<>();

  ChaosCluster(Path directory, int count) throws IOException {
    this.directory = directory;
    ImmutableList.Builder<NodeId> ids = ImmutableList.builder();
    for (int number = 0; number < count; number++) {
      ids.add(NodeId.of("chaos-" + number));
    }
    this.all = ids.build();
    for (NodeId id : all) {
      start(id);
    }
  }

  ImmutableList<NodeId> all() {
    return all;
  }

  List<ExoNode> running() {
    return new ArrayList<>(running.values());
  }

  Optional<ExoNode> running(NodeId id) {
    return Optional.ofNullable(running.get(id));
  }

  /** Returns the node that leads according to most of those that run. */
  Optional<NodeId> master() {
    return running.values().stream()
        .map(node -> node.state().sessions())
        .filter(sessions -> !sessions.isEmpty())
        .map(sessions -> sessions.getLast().session())
        .max((a, b) -> Long.compare(a.electionClock(), b.electionClock()))
        .map(session -> session.masterNodeId());
  }

  void start(NodeId id) throws IOException {
    ExoNode node =
        ExoNode.builder(directory.resolve(id.value()))
            .id(id)
            .transport(
                self -> {
                  PausableTransport transport = new PausableTransport(network.join(self));
                  transports.put(self, transport);
                  return transport;
                })
            .engine(hardware.engine())
            .downloads(hardware.downloads())
            .probe(
                () ->
                    ImmutableList.of(
                        new GatheredMemoryUsage(
                            new MemoryUsage(RAM, RAM, Memory.ZERO, Memory.ZERO))))
            .build();
    node.start();
    running.put(id, node);
  }

  /** Takes a node out; closing what is returned cuts its connections at once and ends it. */
  ExoNode stop(NodeId id) {
    ExoNode node = Objects.requireNonNull(running.remove(id));
    stopped.add(node);
    return node;
  }

  void pause(NodeId id) {
    Objects.requireNonNull(transports.get(id)).pause();
  }

  void goOn(NodeId id) {
    Objects.requireNonNull(transports.get(id)).goOn();
  }

  void isolate(NodeId id) {
    network.isolate(id);
  }

  void rejoin(NodeId id) {
    network.rejoin(id);
  }

  /** Returns how often a loop met a bug. */
  long failures() {
    return Stream.concat(running.values().stream(), stopped.stream())
        .mapToLong(node -> node.counters().failures())
        .sum();
  }

  @Override
  public void close() {
    running.values().forEach(ExoNode::close);
    hardware.close();
  }
}
