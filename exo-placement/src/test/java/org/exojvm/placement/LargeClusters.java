package org.exojvm.placement;

import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementIds;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.api.topology.Topology;

/** Clusters of hundreds of nodes with 64, 128, 192 or 256 GiB free each; all links go both ways. */
final class LargeClusters {

  private static final Link SOCKET =
      new Link.SocketConnection(Multiaddr.parse("/ip4/10.0.0.1/tcp/52415"));
  private static final Link RDMA = new Link.RdmaConnection("rdma_en3", "rdma_en4");

  private final int nodes;
  private Topology topology = Topology.empty();

  private LargeClusters(int nodes) {
    this.nodes = nodes;
    for (int node = 0; node < nodes; node++) {
      topology = topology.withNode(id(node));
    }
  }

  private static NodeId id(int node) {
    return NodeId.of("node-%05d".formatted(node));
  }

  private static Memory free(int node) {
    return Memory.ofGib(64L * (1 + node * 7 % 13 % 4));
  }

  static LargeClusters mesh(int nodes) {
    LargeClusters cluster = new LargeClusters(nodes);
    for (int node = 0; node < nodes; node++) {
      for (int other = 0; other < node; other++) {
        cluster.link(node, other, SOCKET);
      }
    }
    return cluster;
  }

  static LargeClusters rdmaMesh(int nodes) {
    LargeClusters cluster = mesh(nodes);
    for (int node = 0; node < nodes; node++) {
      for (int other = 0; other < node; other++) {
        cluster.link(node, other, RDMA);
      }
    }
    return cluster;
  }

  /** Nodes in a circle, each linked to those that are so many places on. */
  static LargeClusters circle(int nodes, int... offsets) {
    LargeClusters cluster = new LargeClusters(nodes);
    for (int offset : offsets) {
      for (int node = 0; node < nodes; node++) {
        cluster.link(node, (node + offset) % nodes, SOCKET);
      }
    }
    return cluster;
  }

  /** Racks of eight with RDMA and sockets, and sockets between racks that are neighbours. */
  static LargeClusters racks(int racks) {
    LargeClusters cluster = new LargeClusters(8 * racks);
    for (int node = 0; node < cluster.nodes; node++) {
      for (int other = node - node % 8; other < node; other++) {
        cluster.link(node, other, SOCKET);
        cluster.link(node, other, RDMA);
      }
      if (node >= 8) {
        cluster.link(node, node - 8, SOCKET);
      }
    }
    return cluster;
  }

  /** Returns the memory of the rack that offers most. */
  static Memory richestRack(PlacementRequest request, int rackSize) {
    Memory most = Memory.ZERO;
    for (int first = 0; first < request.topology().size(); first += rackSize) {
      Memory total = Memory.ZERO;
      for (int node = first; node < first + rackSize; node++) {
        total = total.plus(free(node));
      }
      most = total.compareTo(most) > 0 ? total : most;
    }
    return most;
  }

  private void link(int a, int b, Link link) {
    topology =
        topology
            .withEdge(new Connection(id(a), id(b), link))
            .withEdge(new Connection(id(b), id(a), link));
  }

  PlacementRequest request(long storageGib, int layers) {
    Map<NodeId, Memory> free = new HashMap<>();
    for (int node = 0; node < nodes; node++) {
      free.put(id(node), free(node));
    }
    return PlacementRequest.of(
        Cluster.card(storageGib, layers),
        topology,
        free,
        new PlacementIds(InstanceId.of("instance-0"), "runner-", 50_000));
  }
}
