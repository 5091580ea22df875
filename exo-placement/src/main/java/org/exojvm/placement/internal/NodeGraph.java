package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.math.LongMath;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.Link;

/**
 * A part of the cluster with its nodes numbered in the order of their ids. Sets of nodes are the
 * bits of an {@code int}.
 *
 * @param request what is to be placed
 * @param nodes the nodes, sorted by id
 * @param freeBytes memory each node offers
 * @param successors nodes each node has a link to
 * @param wiring nodes that may be next to each node: reachable both ways by socket for a ring, by
 *     RDMA for a mesh
 * @param socketPeers nodes each node reaches by socket
 * @param leaves nodes with at most one neighbour
 * @param preferred nodes to take when all else is equal
 */
record NodeGraph(
    PlacementRequest request,
    ImmutableList<NodeId> nodes,
    ImmutableList<Long> freeBytes,
    ImmutableList<Integer> successors,
    ImmutableList<Integer> wiring,
    ImmutableList<Integer> socketPeers,
    int leaves,
    int preferred) {

  /** Largest number of nodes whose sets are all looked at. */
  static final int MAX_NODES = 15;

  static NodeGraph of(PlacementRequest request, Collection<NodeId> members) {
    ImmutableList<NodeId> nodes = ImmutableList.sortedCopyOf(members);
    boolean mesh = request.instanceMeta() == InstanceMeta.MLX_JACCL;
    ImmutableList<Integer> sockets =
        linked(request, nodes, Link.SocketConnection.class::isInstance);
    ImmutableList<Integer> rdma = linked(request, nodes, Link.RdmaConnection.class::isInstance);
    return new NodeGraph(
        request,
        nodes,
        nodes.stream().map(node -> free(request, node)).collect(ImmutableList.toImmutableList()),
        linked(request, nodes, link -> true),
        bothWays(mesh ? rdma : sockets),
        sockets,
        indices(nodes, request.topology()::isLeaf),
        indices(nodes, request.preferredNodes()::contains));
  }

  /** Returns the memory a node offers: none when it has promised too much. */
  static long free(PlacementRequest request, NodeId node) {
    return Math.max(0, request.freeMemory().getOrDefault(node, Memory.ZERO).inBytes());
  }

  private static ImmutableList<Integer> linked(
      PlacementRequest request, ImmutableList<NodeId> nodes, Predicate<Link> kind) {
    return nodes.stream()
        .map(
            source ->
                indices(
                    nodes,
                    sink ->
                        !sink.equals(source)
                            && request.topology().links(source, sink).stream().anyMatch(kind)))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Integer> bothWays(ImmutableList<Integer> linked) {
    ImmutableList.Builder<Integer> both = ImmutableList.builder();
    for (int source = 0; source < linked.size(); source++) {
      int peers = 0;
      for (int sink : Bits.toArray(linked.get(source))) {
        peers |= Bits.contains(linked.get(sink), source) ? Bits.of(sink) : 0;
      }
      both.add(peers);
    }
    return both.build();
  }

  private static int indices(ImmutableList<NodeId> nodes, Predicate<NodeId> wanted) {
    int set = 0;
    for (int i = 0; i < nodes.size(); i++) {
      set |= wanted.test(nodes.get(i)) ? Bits.of(i) : 0;
    }
    return set;
  }

  int all() {
    return Bits.of(nodes.size()) - 1;
  }

  /** Returns the numbers of these nodes; those of other parts are left out. */
  int setOf(Set<NodeId> wanted) {
    return indices(nodes, wanted::contains);
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
    int reached = set;
    for (int node : Bits.toArray(set)) {
      reached &= socketPeers.get(node) | Bits.of(node);
    }
    return reached;
  }
}
