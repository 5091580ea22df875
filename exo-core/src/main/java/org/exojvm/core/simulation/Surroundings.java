package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.topology.Connection;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.state.State;
import org.exojvm.core.worker.WorkerInput;

/**
 * What a node finds out about its machine and its neighbours by itself: memory every 4.5 s, links
 * every 10 s. What the cluster does not know, or not any more, is told again.
 */
final class Surroundings {

  /** Soon enough that the figures are the sign of life of the node, and it need give no other. */
  private static final long HEARTBEAT_MILLIS = 4_500;

  private static final long PROBE_MILLIS = 10_000;
  private static final long SKEW_MILLIS = 613;

  private final SimulatedCluster cluster;
  private final Links links;

  Surroundings(SimulatedCluster cluster) {
    this.cluster = cluster;
    this.links = new Links(cluster);
  }

  /** Lets a machine look around from now on, whatever node runs on it. */
  void watch(Machine machine) {
    long firstMillis = machine.index * SKEW_MILLIS % HEARTBEAT_MILLIS;
    SimulationClock clock = cluster.clock();
    int lane = SimulationClock.EVENT_LANE;
    clock.every(firstMillis, HEARTBEAT_MILLIS, lane, () -> heartbeat(machine));
    clock.every(firstMillis + 1, PROBE_MILLIS, lane, () -> probe(machine));
  }

  void measureMemory(Machine machine, SimulatedNode node) {
    machine.whenRunning(
        () -> {
          if (node.isAlive()) {
            GatheredInfo info = new GatheredInfo.GatheredMemoryUsage(machine.memory());
            cluster.laws().memory().measured(info, machine);
            node.take(new WorkerInput.Measured(info));
          }
        });
  }

  private void heartbeat(Machine machine) {
    SimulatedNode node = machine.node();
    if (node != null && !machine.isPaused()) {
      introduce(machine, node);
      measureMemory(machine, node);
    }
  }

  private static void introduce(Machine machine, SimulatedNode node) {
    if (!node.state().nodeNetwork().containsKey(node.id())) {
      node.take(
          new WorkerInput.Measured(
              new GatheredInfo.StaticNodeInformation(
                  "Mac15,14", "Apple M3 Ultra", "26.2", "25C56")));
      node.take(new WorkerInput.Measured(new GatheredInfo.MiscData("machine " + machine.index)));
      node.take(
          new WorkerInput.Measured(
              new GatheredInfo.NodeNetworkInterfaces(
                  ImmutableList.of(
                      new NetworkInterfaceInfo(
                          "en0", Links.ipOf(machine), InterfaceType.ETHERNET)))));
    }
  }

  private void probe(Machine machine) {
    SimulatedNode node = machine.node();
    if (node != null && !machine.isPaused()) {
      ImmutableSet<Connection> real = links.from(machine, node.id());
      tell(node, real, known(node));
    }
  }

  private static void tell(
      SimulatedNode node, ImmutableSet<Connection> real, ImmutableSet<Connection> known) {
    for (Connection connection : known) {
      if (!real.contains(connection)) {
        node.take(new WorkerInput.EdgeLost(connection));
      }
    }
    for (Connection connection : real) {
      if (!known.contains(connection)) {
        node.take(new WorkerInput.EdgeFound(connection));
      }
    }
  }

  private static ImmutableSet<Connection> known(SimulatedNode node) {
    State state = node.state();
    ImmutableSet.Builder<Connection> known = ImmutableSet.builder();
    state
        .topology()
        .linksFrom(node.id())
        .forEach(
            (sink, edges) ->
                edges.forEach(edge -> known.add(new Connection(node.id(), sink, edge))));
    return known.build();
  }
}
