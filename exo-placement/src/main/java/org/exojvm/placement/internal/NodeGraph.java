package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.math.LongMath;
import java.util.List;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.Link;

/**
 * A few nodes of the cluster, numbered in the order of their ids. Sets of them are the bits of an
 * {@code int}.
 *
 * @param request what is to be placed
 * @param nodes the nodes, sorted by id
 * @param freeBytes memory each node offers
 * @param wiring nodes that may be next to each node
 */
record NodeGraph(
    PlacementRequest request,
    ImmutableList<NodeId> nodes,
    ImmutableList<Long> freeBytes,
    ImmutableList<Integer> wiring) {

  /** Largest number of nodes whose sets are all looked at. */
  static final int MAX_NODES = 15;

  /** Returns the graph of these nodes, given in ascending order. */
  static NodeGraph of(ClusterGraph graph, int... members) {
    ImmutableList.Builder<Long> freeBytes = ImmutableList.builder();
    ImmutableList.Builder<Integer> wiring = ImmutableList.builder();
    int[][] neighbours = Subgraph.neighbours(graph, members);
    for (int node = 0; node < members.length; node++) {
      freeBytes.add(graph.free(members[node]));
      int set = 0;
      for (int neighbour : neighbours[node]) {
        set |= Bits.of(neighbour);
      }
      wiring.add(set);
    }
    return new NodeGraph(graph.request(), graph.nodes(members), freeBytes.build(), wiring.build());
  }

  /** Returns the nodes each node has a link of any kind to. */
  List<Integer> successors() {
    ImmutableList.Builder<Integer> successors = ImmutableList.builder();
    for (NodeId source : nodes) {
      int set = 0;
      for (int sink = 0; sink < nodes.size(); sink++) {
        NodeId other = nodes.get(sink);
        boolean linked =
            !other.equals(source) && !request.topology().links(source, other).isEmpty();
        set |= linked ? Bits.of(sink) : 0;
      }
      successors.add(set);
    }
    return successors.build();
  }

  int all() {
    return Bits.of(nodes.size()) - 1;
  }

  ImmutableList<NodeId> nodesOf(int... order) {
    ImmutableList.Builder<NodeId> ids = ImmutableList.builder();
    for (int node : order) {
      ids.add(nodes.get(node));
    }
    return ids.build();
  }

  long freeBytesOf(int set) {
    long total = 0;
    for (int node : Bits.toArray(set)) {
      total = LongMath.saturatedAdd(total, freeBytes.get(node));
    }
    return total;
  }

  /** Returns whether every pair of the set is wired. */
  boolean isMesh(int set) {
    for (int node : Bits.toArray(set)) {
      if (!Bits.includes(wiring.get(node), set & ~Bits.of(node))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the nodes of the set that all others of it reach by socket. */
  int reachedByAll(int set) {
    int reached = 0;
    for (int sink : Bits.toArray(set)) {
      boolean byAll = true;
      for (int source : Bits.toArray(set & ~Bits.of(sink))) {
        byAll &= hasSocket(nodes.get(source), nodes.get(sink));
      }
      reached |= byAll ? Bits.of(sink) : 0;
    }
    return reached;
  }

  private boolean hasSocket(NodeId source, NodeId sink) {
    return request.topology().links(source, sink).stream()
        .anyMatch(Link.SocketConnection.class::isInstance);
  }
}
