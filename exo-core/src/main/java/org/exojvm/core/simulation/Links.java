package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Multiaddr;

/** Which links there are between machines: what a probe finds. */
final class Links {

  private final SimulatedCluster cluster;
  private final Map<Integer, Link> sockets = new HashMap<>();

  Links(SimulatedCluster cluster) {
    this.cluster = cluster;
  }

  /** Returns the links that leave the node of a machine and work. */
  ImmutableSet<Connection> from(Machine source, NodeId self) {
    ImmutableSet.Builder<Connection> found = ImmutableSet.builder();
    for (Machine sink : cluster.machines()) {
      SimulatedNode peer = sink.node();
      if (sink != source && peer != null && reaches(source, sink)) {
        found.add(new Connection(self, peer.id(), socketTo(sink)));
        if (source.hasThunderboltTo(sink.index) && source.isRdmaUp() && sink.isRdmaUp()) {
          found.add(
              new Connection(
                  self,
                  peer.id(),
                  new Link.RdmaConnection("rdma_en" + sink.index, "rdma_en" + source.index)));
        }
      }
    }
    return found.build();
  }

  /** A probe is answered, so both ways must be open. */
  private boolean reaches(Machine source, Machine sink) {
    return source.isCabled(sink.index)
        && !cluster.network().isCut(source.index, sink.index)
        && !cluster.network().isCut(sink.index, source.index);
  }

  static String ipOf(Machine machine) {
    return "10.0.%d.%d".formatted(machine.index / 200, machine.index % 200 + 1);
  }

  private Link socketTo(Machine sink) {
    return sockets.computeIfAbsent(
        sink.index,
        _ -> new Link.SocketConnection(Multiaddr.parse("/ip4/" + ipOf(sink) + "/tcp/52415")));
  }
}
