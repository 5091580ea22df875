package org.exojvm.api.placement;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Host;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.placement.PlacementViolation.Rule;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.api.topology.Topology;

/** Whether the ranks of a ring can reach their neighbours, and try nobody else. */
final class RingRules {

  private static final Host NOBODY = new Host("198.51.100.1", 0);

  private RingRules() {}

  static void check(
      PlacementRequest request, MlxRingInstance ring, RankedNodes ranked, Violations found) {
    int port = request.ids().port();
    found.unless(
        ring.ephemeralPort() == port,
        Rule.IDS,
        "ring listens on port %d instead of %d",
        ring.ephemeralPort(),
        port);
    found.unless(
        ring.hostsByNode().keySet().equals(ring.shardAssignments().nodeToRunner().keySet()),
        Rule.RING_HOSTS,
        "host lists are of %s, the nodes are %s",
        ring.hostsByNode().keySet(),
        ranked.nodes());
    for (int self = 0; self < ranked.worldSize(); self++) {
      ImmutableList<Host> hosts = ring.hostsByNode().get(ranked.nodes().get(self));
      if (hosts == null || hosts.size() != ranked.worldSize()) {
        found.unless(
            false,
            Rule.RING_HOSTS,
            "host list of node %s is not complete",
            ranked.nodes().get(self));
        continue;
      }
      for (int rank = 0; rank < hosts.size(); rank++) {
        found.unless(
            isRight(request.topology(), port, ranked.nodes(), self, rank, hosts.get(rank)),
            Rule.RING_HOSTS,
            "node %s cannot reach rank %d (node %s) at %s",
            ranked.nodes().get(self),
            rank,
            ranked.nodes().get(rank),
            hosts.get(rank));
      }
    }
  }

  private static boolean isRight(
      Topology topology, int port, ImmutableList<NodeId> nodes, int self, int rank, Host host) {
    if (self == rank) {
      return host.equals(new Host("0.0.0.0", port));
    }
    int distance = Math.floorMod(self - rank, nodes.size());
    boolean neighbour = distance == 1 || distance == nodes.size() - 1;
    return neighbour
        ? host.port() == port && reaches(topology, nodes.get(self), nodes.get(rank), host.ip())
        : host.equals(NOBODY);
  }

  /** Returns whether a socket link of an ordered pair has this address at its sink. */
  static boolean reaches(Topology topology, NodeId source, NodeId sink, String ip) {
    return topology.links(source, sink).stream()
        .anyMatch(
            link ->
                link instanceof SocketConnection socket
                    && socket.sinkMultiaddr().host().equals(ip));
  }
}
