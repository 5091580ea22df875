package org.exojvm.placement.internal;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The best placement of one size met so far, and what is not worth a further look. */
final class BestOfSize {

  /** One attempt may take this part of what is left of the budget, so that others have some. */
  private static final int PART_OF_BUDGET = 8;

  private final CandidateOrder order;
  private final RankSearch ranks;
  private final long needed;
  private final Set<NodeSet.Key> failed = new HashSet<>();
  private boolean proved = true;
  private Attempt.@Nullable Fits best;

  BestOfSize(ClusterGraph graph, CandidateOrder order, RankSearch ranks, int size) {
    this.order = order;
    this.ranks = ranks;
    this.needed = ShareCheck.leastTotal(graph.request(), size);
  }

  /**
   * Returns whether nothing better can come of a beginning.
   *
   * @param most largest memory it can end with, bytes
   * @param least least memory it can end with, bytes
   * @param mostPreferred most preferred nodes it can end with
   */
  boolean isHopeless(long most, long least, int mostPreferred) {
    if (most < needed) {
      return true;
    }
    if (best == null) {
      return false;
    }
    long bound = order.mostMemoryFirst() ? most : least;
    int result = order.compareMemory(bound, best.set().freeBytes());
    return result > 0 || (result == 0 && mostPreferred <= best.set().preferredCount());
  }

  /** Tries a set that is wired as it must be; all its rank orders are looked at. */
  void offer(NodeSet set, SearchBudget budget) {
    boolean better = best == null || order.compareOfOneSize(set, best.set()) < 0;
    if (!better || set.freeBytes() < needed || failed.contains(set.key())) {
      return;
    }
    SearchBudget part = budget.part(PART_OF_BUDGET);
    switch (ranks.ofSet(set, part)) {
      case Attempt.Fits fits -> best = fits;
      case Attempt.Fails(boolean provedHere) -> {
        failed.add(set.key());
        proved &= provedHere;
      }
    }
    budget.settle(part);
  }

  /** Returns the outcome. */
  Outcome outcome(boolean complete) {
    return new Outcome(best, proved && complete);
  }
}
