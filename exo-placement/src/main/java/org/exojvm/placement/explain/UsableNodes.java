package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.placement.internal.Texts;

/**
 * The nodes that may take part at all: in the cluster, not forbidden, with a memory report.
 *
 * @param request what is to be placed
 * @param byMemory the nodes, most free memory first, ties by id
 */
record UsableNodes(PlacementRequest request, ImmutableList<NodeId> byMemory) {

  /** Nodes whose pairs are looked at for missing links: the roomiest ones. */
  static final int MAX_PAIRED_NODES = 64;

  /** Pairs that are named; the others are counted. */
  static final int MAX_NAMED_PAIRS = 4;

  static UsableNodes of(PlacementRequest request) {
    List<NodeId> nodes = new ArrayList<>();
    for (NodeId node : request.topology().nodes()) {
      if (request.freeMemory().containsKey(node) && !request.forbiddenNodes().contains(node)) {
        nodes.add(node);
      }
    }
    return new UsableNodes(
        request,
        ImmutableList.sortedCopyOf(
            Comparator.comparing((NodeId node) -> free(request, node), Comparator.reverseOrder())
                .thenComparing(Comparator.naturalOrder()),
            nodes));
  }

  /** Returns the memory a node offers; none when it has promised too much. */
  static Memory free(PlacementRequest request, NodeId node) {
    Memory free = request.freeMemory().getOrDefault(node, Memory.ZERO);
    return free.inBytes() < 0 ? Memory.ZERO : free;
  }

  int size() {
    return byMemory.size();
  }

  /** Returns the memory of the roomiest nodes together. */
  Memory freeOfRoomiest(int count) {
    Memory sum = Memory.ZERO;
    for (NodeId node : byMemory.subList(0, Math.min(count, size()))) {
      sum = sum.plus(free(request, node));
    }
    return sum;
  }

  /** Returns whether two nodes reach each other as the back end asked for needs it. */
  static boolean areWired(PlacementRequest request, NodeId one, NodeId other) {
    Predicate<Link> kind =
        request.instanceMeta() == InstanceMeta.MLX_JACCL
            ? RdmaConnection.class::isInstance
            : SocketConnection.class::isInstance;
    return request.topology().links(one, other).stream().anyMatch(kind)
        && request.topology().links(other, one).stream().anyMatch(kind);
  }

  /**
   * Names pairs that are not wired, such as {@code a<->b, a<->c and 7 more}: those among as many of
   * the roomiest nodes as are wanted or, where these are all wired, among all; empty when all are.
   */
  String unwiredPairs(int wanted) {
    String among = pairs(Math.min(wanted, MAX_PAIRED_NODES));
    return among.isEmpty() ? pairs(MAX_PAIRED_NODES) : among;
  }

  private String pairs(int count) {
    ImmutableList<NodeId> paired =
        ImmutableList.sortedCopyOf(byMemory.subList(0, Math.min(count, size())));
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < paired.size(); i++) {
      for (NodeId other : paired.subList(i + 1, paired.size())) {
        if (!areWired(request, paired.get(i), other)) {
          missing.add(paired.get(i).value() + "<->" + other.value());
        }
      }
    }
    String named = missing.stream().limit(MAX_NAMED_PAIRS).collect(Collectors.joining(", "));
    int unnamed = missing.size() - MAX_NAMED_PAIRS;
    return unnamed > 0 ? named + " and " + unnamed + " more" : named;
  }

  /** Writes {@code a 64 GiB, b 32 GiB} for the roomiest nodes. */
  String roomiest(int count) {
    return byMemory.stream()
        .limit(count)
        .map(node -> node.value() + " " + Texts.size(free(request, node)))
        .collect(Collectors.joining(", "));
  }
}
