package org.exojvm.placement.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A part of the cluster that a ring or mesh of three or more nodes does not leave. */
final class Block {

  private final ClusterGraph graph;
  private final int[] members;
  private final int[] byWorth;

  /** The best set of the size that was asked for last. */
  private @Nullable NodeSet top;

  /**
   * @param members its nodes in ascending order
   */
  Block(ClusterGraph graph, int... members) {
    this.graph = graph;
    this.members = members;
    // Of all sets of a size the first nodes by worth are the best by memory, preference and ids.
    Comparator<Integer> worth = Comparator.comparing((Integer node) -> !graph.isRequired(node));
    this.byWorth =
        IntStream.of(members)
            .boxed()
            .sorted(
                worth
                    .thenComparing((a, b) -> Long.compare(graph.free(b), graph.free(a)))
                    .thenComparing(node -> !graph.isPreferred(node)))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  ClusterGraph graph() {
    return graph;
  }

  int size() {
    return members.length;
  }

  /** Returns the nodes in ascending order. */
  int[] members() {
    return members.clone();
  }

  /** Returns the nodes, required ones first, then by falling memory, preference, and id. */
  int[] byWorth() {
    return byWorth.clone();
  }

  /** Returns the best set of a size, links left aside; the block must have as many nodes. */
  NodeSet top(int size) {
    NodeSet best = top;
    if (best == null || best.size() != size) {
      best = NodeSet.of(graph, Arrays.copyOf(byWorth, size));
      top = best;
    }
    return best;
  }

  /** Returns the set of a size with least memory, links left aside. */
  NodeSet bottom(int size) {
    int[] set = Arrays.copyOf(byWorth, size);
    int required = graph.request().requiredNodes().size();
    int fromEnd = size - required;
    System.arraycopy(byWorth, byWorth.length - fromEnd, set, required, fromEnd);
    return NodeSet.of(graph, set);
  }

  /** Returns whether a set of this size can have the memory, and the required nodes. */
  boolean mayHold(int size) {
    return size <= members.length
        && graph.includesRequired(members)
        && top(size).freeBytes() >= ShareCheck.leastTotal(graph.request(), size);
  }

  /** Returns the neighbours within the block, all numbered by their place by worth, ascending. */
  int[][] linksByWorth() {
    int[][] links = Subgraph.neighbours(graph, members);
    int[] places = new int[members.length];
    for (int place = 0; place < byWorth.length; place++) {
      places[Arrays.binarySearch(members, byWorth[place])] = place;
    }
    int[][] byPlace = new int[members.length][];
    for (int node = 0; node < members.length; node++) {
      byPlace[places[node]] = IntStream.of(links[node]).map(to -> places[to]).sorted().toArray();
    }
    return byPlace;
  }
}
