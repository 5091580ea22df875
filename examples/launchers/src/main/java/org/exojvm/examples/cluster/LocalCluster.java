package org.exojvm.examples.cluster;

import com.google.common.collect.ImmutableList;
import java.util.stream.IntStream;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.DiskUsage;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.state.State;

/**
 * Divides one machine into three nodes that reach each other over loopback addresses. Every node
 * has a third of the memory and the disk, and all interfaces of the machine. There is no RDMA.
 */
final class LocalCluster {

  /** Number of nodes: enough for a ring, a lost link and a lost node. */
  static final int NODES = 3;

  private static final int PORT = 52415;

  private LocalCluster() {}

  static State divide(LocalMachine machine) {
    State state = State.empty().withTopology(ring());
    for (int index = 0; index < NODES; index++) {
      state = withNode(state, machine, index);
    }
    return state;
  }

  private static State withNode(State state, LocalMachine machine, int index) {
    NodeId node = node(index);
    return state
        .withNodeIdentities(
            state
                .nodeIdentities()
                .with(node, machine.identity().withFriendlyName("local " + (index + 1))))
        .withNodeMemory(state.nodeMemory().with(node, third(machine.memory())))
        .withNodeDisk(state.nodeDisk().with(node, third(machine.disk())))
        .withNodeNetwork(state.nodeNetwork().with(node, network(machine, index)));
  }

  private static NodeNetworkInfo network(LocalMachine machine, int index) {
    return new NodeNetworkInfo(
        ImmutableList.<NetworkInterfaceInfo>builder()
            .add(new NetworkInterfaceInfo("lo", loopback(index), InterfaceType.UNKNOWN))
            .addAll(machine.interfaces())
            .build());
  }

  private static Topology ring() {
    Topology topology = Topology.empty();
    for (int source = 0; source < NODES; source++) {
      topology = topology.withNode(node(source));
    }
    for (int source = 0; source < NODES; source++) {
      for (int sink : others(source)) {
        Multiaddr address = Multiaddr.parse("/ip4/" + loopback(sink) + "/tcp/" + PORT);
        topology =
            topology.withEdge(
                new Connection(node(source), node(sink), new SocketConnection(address)));
      }
    }
    return topology;
  }

  private static int[] others(int index) {
    return IntStream.range(0, NODES).filter(other -> other != index).toArray();
  }

  private static NodeId node(int index) {
    return NodeId.of("local-" + (index + 1));
  }

  private static String loopback(int index) {
    return "127.0.0." + (index + 1);
  }

  private static MemoryUsage third(MemoryUsage whole) {
    return new MemoryUsage(
        third(whole.ramTotal()),
        third(whole.ramAvailable()),
        third(whole.swapTotal()),
        third(whole.swapAvailable()));
  }

  private static DiskUsage third(DiskUsage whole) {
    return new DiskUsage(third(whole.total()), third(whole.available()));
  }

  private static Memory third(Memory whole) {
    return Memory.ofBytes(whole.inBytes() / NODES);
  }
}
