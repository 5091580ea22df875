package org.exojvm.placement.internal;

import java.util.List;
import java.util.Optional;

/**
 * Finds the first rank order of a set of nodes, by node numbers from rank 0 on, in which every node
 * links to the next one, the last to the first, and which a share rule admits. All rotations,
 * directions and cyclic orders of the set are among the orders.
 */
final class OrderSearch {

  private final List<Integer> successors;
  private final ReturnPaths paths;
  private final ShareRule rule;
  private final SearchBudget budget;
  private boolean complete = true;

  /**
   * @param successors nodes each node links to
   * @param paths the return paths over the same links
   * @param rule which beginnings of an order can go on
   * @param budget one unit for every node put in place
   */
  OrderSearch(List<Integer> successors, ReturnPaths paths, ShareRule rule, SearchBudget budget) {
    this.successors = successors;
    this.paths = paths;
    this.rule = rule;
    this.budget = budget;
  }

  /** Returns whether the search so far has left nothing out. */
  boolean isComplete() {
    return complete;
  }

  /**
   * Returns the first order, if there is one and the budget lasts.
   *
   * @param set the nodes
   * @param starts nodes that may be rank 0
   */
  Optional<int[]> first(int set, int starts) {
    int[] order = new int[Bits.size(set)];
    for (int start : Bits.toArray(set & starts)) {
      order[0] = start;
      if (rule.admits(order, 1) && extend(order, 1, set & ~Bits.of(start))) {
        return Optional.of(order);
      }
    }
    return Optional.empty();
  }

  private boolean extend(int[] order, int length, int rest) {
    int start = order[0];
    int last = order[length - 1];
    if (rest == 0) {
      return length == 1 || Bits.contains(successors.get(last), start);
    }
    // Only nodes from which the rest can still be visited on the way back to rank 0.
    int next = rest & successors.get(last) & paths.origins(start, rest | Bits.of(start));
    for (int node : Bits.toArray(next)) {
      if (!budget.spend(1)) {
        complete = false;
        return false;
      }
      order[length] = node;
      if (rule.admits(order, length + 1) && extend(order, length + 1, rest & ~Bits.of(node))) {
        return true;
      }
    }
    return false;
  }
}
