package org.exojvm.placement.internal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Branch and bound over the rings of one small size. Nodes are numbered by their worth. A path is
 * given up when even the best nodes left would not make it better than what is known, and when it
 * is too far from home. Candidates equal in memory and preference are not told apart by their ids.
 */
final class RingBranching {

  private final Block block;
  private final WorthSums sums;
  private final BestOfSize best;
  private final SearchBudget budget;
  private final int[][] links;
  private final int[] path;
  private final boolean[] onPath;
  private final int[] hops;

  private RingBranching(
      Block block, CandidateOrder order, RankSearch ranks, int size, SearchBudget budget) {
    this.block = block;
    this.sums = new WorthSums(block);
    this.best = new BestOfSize(block.graph(), order, ranks, size);
    this.budget = budget;
    this.links = block.linksByWorth();
    this.path = new int[size];
    this.onPath = new boolean[links.length];
    this.hops = new int[links.length];
  }

  /** Returns the best ring of a small size; proved when the budget lasts. */
  static Outcome best(
      Block block, CandidateOrder order, RankSearch ranks, int size, SearchBudget budget) {
    RingBranching search = new RingBranching(block, order, ranks, size, budget);
    boolean complete = search.run();
    return search.best.outcome(complete);
  }

  private boolean run() {
    int roots = sums.required() > 0 ? 1 : links.length - path.length + 1;
    for (int root = 0; root < roots; root++) {
      path[0] = root;
      if (isHopeless(0)) {
        return true;
      }
      measureHops(root);
      if (!extend(1)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether the first nodes of the path can lead to nothing better. */
  private boolean isHopeless(int length) {
    WorthSums.Range range = sums.ofRings(path, length, path.length);
    return best.isHopeless(range.most(), range.least(), range.mostPreferred());
  }

  /** Counts the links on the shortest way to the root among later nodes. */
  private void measureHops(int root) {
    Arrays.fill(hops, path.length);
    hops[root] = 0;
    Deque<Integer> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int next : links[node]) {
        if (next > root && hops[next] == path.length && hops[node] + 1 < path.length) {
          hops[next] = hops[node] + 1;
          open.add(next);
        }
      }
    }
  }

  /** Extends the path; as deep as the ring is large. Returns whether the budget lasted. */
  private boolean extend(int length) {
    int size = path.length;
    int end = path[length - 1];
    if (length == size) {
      if (hops[end] == 1 && path[1] < end && sums.hasRequired(path)) {
        best.offer(NodeSet.of(block.graph(), sums.inCluster(path)), budget);
      }
      return true;
    }
    for (int next : links[end]) {
      if (next <= path[0] || onPath[next] || hops[next] > size - length) {
        continue;
      }
      if (!budget.spend(1)) {
        return false;
      }
      path[length] = next;
      if (isHopeless(length + 1)) {
        continue;
      }
      onPath[next] = true;
      boolean whole = extend(length + 1);
      onPath[next] = false;
      if (!whole) {
        return false;
      }
    }
    return true;
  }
}
