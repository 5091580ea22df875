package org.exojvm.placement.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rings of a block found by growing paths over it, and improved when their size is asked for. */
final class GrownRings {

  /** Paths grown over each part. More find more sizes and more memory. */
  static final int MAX_STARTS = 4;

  /** Rings that are brought to the size asked for and improved. More find more memory. */
  static final int MAX_IMPROVED = 4;

  /** Parts: the most promising quarter of the nodes, the better half, all. */
  private static final int[] DIVISORS = {4, 2, 1};

  private final Block block;
  private final CandidateOrder order;
  private final Subgraph graph;
  private final Map<Integer, int[]> ringsBySize;

  private GrownRings(
      Block block, CandidateOrder order, Subgraph graph, Map<Integer, int[]> ringsBySize) {
    this.block = block;
    this.order = order;
    this.graph = graph;
    this.ringsBySize = ringsBySize;
  }

  /** Grows paths within the budget. */
  static GrownRings of(Block block, CandidateOrder order, SearchBudget budget) {
    Subgraph graph = Subgraph.of(block.graph(), Surroundings.of(block, Subgraph.MAX_NODES));
    int maxSize = Sizes.largest(block.graph().request());
    RingGrowth growth = new RingGrowth(block.graph(), graph, maxSize);
    int[] byWorth = graph.numbersOf(block.byWorth());
    for (int divisor : DIVISORS) {
      int count = Math.min(byWorth.length, Math.max(maxSize, byWorth.length / divisor));
      BitSet allowed = new BitSet();
      for (int i = 0; i < count; i++) {
        allowed.set(byWorth[i]);
      }
      for (int start = 0; start < Math.min(MAX_STARTS, count); start++) {
        growth.grow(byWorth[start], allowed, false, budget);
        growth.grow(byWorth[start], allowed, true, budget);
      }
    }
    return new GrownRings(block, order, graph, growth.ringsBySize());
  }

  /**
   * Returns the best ring of a size, if it can host the model.
   *
   * @param known another placement of that size, to be improved too
   */
  Attempt.@Nullable Fits best(
      int size, Attempt.@Nullable Fits known, RankSearch ranks, SearchBudget budget) {
    List<int[]> starts = new ArrayList<>(nearest(size));
    Optional.ofNullable(known).flatMap(this::ring).ifPresent(starts::addFirst);
    Attempt.Fits best = null;
    for (int[] start : starts) {
      Attempt.Fits found = improved(size, start, ranks, budget);
      if (best == null || (found != null && order.compareOfOneSize(found.set(), best.set()) < 0)) {
        best = found;
      }
    }
    return best;
  }

  private Attempt.@Nullable Fits improved(
      int size, int[] start, RankSearch ranks, SearchBudget budget) {
    long needed = ShareCheck.leastTotal(block.graph().request(), size);
    RingImprovement improvement =
        new RingImprovement(block.graph(), graph, order, needed, start, budget);
    if (!improvement.resize(size)) {
      return null;
    }
    int[] plain = improvement.ring();
    improvement.improve();
    Attempt.Fits improved = attempt(improvement.ring(), needed, ranks, budget);
    return improved == null ? attempt(plain, needed, ranks, budget) : improved;
  }

  private Optional<int[]> ring(Attempt.Fits known) {
    int[] numbers = known.ranks().nodes().stream().mapToInt(block.graph()::number).toArray();
    int[] ring = graph.numbersOf(numbers);
    return ring.length == numbers.length ? Optional.of(ring) : Optional.empty();
  }

  /** Returns the rings whose size is nearest. */
  private List<int[]> nearest(int size) {
    Comparator<Integer> distance = Comparator.comparingInt(known -> Math.abs(known - size));
    return ringsBySize.keySet().stream()
        .sorted(distance.thenComparing(Comparator.reverseOrder()))
        .limit(MAX_IMPROVED)
        .map(known -> ringsBySize.getOrDefault(known, new int[0]))
        .toList();
  }

  private Attempt.@Nullable Fits attempt(
      int[] ring, long needed, RankSearch ranks, SearchBudget budget) {
    int[] numbers = graph.inCluster(ring);
    NodeSet set = NodeSet.of(block.graph(), numbers);
    if (set.freeBytes() < needed) {
      return null;
    }
    boolean few =
        numbers.length <= NodeGraph.MAX_NODES
            && budget.left() >= 2 * ReturnPaths.cost(numbers.length);
    Attempt attempt = few ? ranks.ofSet(set, budget) : ranks.ofRing(numbers, budget);
    return attempt instanceof Attempt.Fits fits ? fits : null;
  }
}
