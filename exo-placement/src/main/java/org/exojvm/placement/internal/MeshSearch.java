package org.exojvm.placement.internal;

import com.google.common.math.LongMath;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds the best mesh of a size in a block by branch and bound over its nodes in the order of their
 * worth: each node added leaves those as candidates that are linked to all so far.
 */
final class MeshSearch implements BlockSearch {

  private final Block block;
  private final CandidateOrder order;
  private final RankSearch ranks;
  private final WorthSums sums;
  private final int[][] links;

  MeshSearch(Block block, CandidateOrder order, RankSearch ranks) {
    this.block = block;
    this.order = order;
    this.ranks = ranks;
    this.sums = new WorthSums(block);
    this.links = block.linksByWorth();
  }

  @Override
  public Outcome best(int size, SearchBudget budget) {
    BestOfSize best = new BestOfSize(block.graph(), order, ranks, size);
    int[] all = IntStream.range(0, block.size()).toArray();
    boolean complete = extend(new int[size], 0, all, best, budget);
    return best.outcome(complete);
  }

  /** Adds a node; at most as deep as a mesh is large. Returns whether the budget lasted. */
  private boolean extend(
      int[] mesh, int length, int[] candidates, BestOfSize best, SearchBudget budget) {
    if (length == mesh.length) {
      best.offer(NodeSet.of(block.graph(), sums.inCluster(mesh)), budget);
      return true;
    }
    int missing = mesh.length - length;
    for (int i = 0; i + missing <= candidates.length; i++) {
      if (length < sums.required() && candidates[i] != length) {
        return true;
      }
      if (!budget.spend(1)) {
        return false;
      }
      if (isHopeless(mesh, length, candidates, i, best)) {
        return true;
      }
      mesh[length] = candidates[i];
      if (!extend(mesh, length + 1, linkedLater(candidates, i), best, budget)) {
        return false;
      }
    }
    return true;
  }

  /** Candidates come by falling memory, so the next ones are the best that can still come. */
  private boolean isHopeless(int[] mesh, int length, int[] candidates, int from, BestOfSize best) {
    int missing = mesh.length - length;
    long most = sums.free(Arrays.copyOf(mesh, length));
    long least = most;
    for (int i = 0; i < missing; i++) {
      most = LongMath.saturatedAdd(most, sums.free(candidates[from + i]));
      least = LongMath.saturatedAdd(least, sums.free(candidates[candidates.length - 1 - i]));
    }
    int preferred = sums.preferred(Arrays.copyOf(mesh, length));
    return length >= sums.required()
        && best.isHopeless(most, least, Math.min(sums.preferred(), preferred + missing));
  }

  private int[] linkedLater(int[] candidates, int i) {
    int[] links = this.links[candidates[i]];
    int[] linked = new int[candidates.length];
    int count = 0;
    for (int c = i + 1, l = 0; c < candidates.length && l < links.length; ) {
      if (candidates[c] == links[l]) {
        linked[count++] = candidates[c];
      }
      int step = Integer.compare(candidates[c], links[l]);
      c += step <= 0 ? 1 : 0;
      l += step >= 0 ? 1 : 0;
    }
    return Arrays.copyOf(linked, count);
  }
}
