package org.exojvm.placement.internal;

import org.jspecify.annotations.Nullable;

/**
 * Searches a block that is too large to look at everything: first the sets with most memory, which
 * is all it takes where most pairs are linked; then, for small sizes, branch and bound; then rings
 * grown and improved. Proved only where every better set is ruled out.
 */
final class DenseSearch implements BlockSearch {

  /** One attempt may take this part of what is left of the budget. */
  private static final int PART_OF_BUDGET = 8;

  private final Block block;
  private final CandidateOrder order;
  private final RankSearch ranks;
  private final SearchLimits limits;
  private @Nullable GrownRings grown;

  DenseSearch(Block block, CandidateOrder order, RankSearch ranks, SearchLimits limits) {
    this.limits = limits;
    this.block = block;
    this.order = order;
    this.ranks = ranks;
  }

  @Override
  public Outcome best(int size, SearchBudget budget) {
    Outcome rich = ofRichestSets(size, budget);
    if (rich.proved()
        && (rich.found() == null || order.mostMemoryFirst() || isTightest(rich.found()))) {
      return rich;
    }
    if (rich.found() != null && order.mostMemoryFirst()) {
      return rich;
    }
    Outcome branched =
        size <= limits.branchedSize() ? branched(size, budget) : Outcome.nothing(false);
    if (branched.proved()) {
      return branched;
    }
    Attempt.Fits best = better(rich.found(), branched.found());
    return new Outcome(better(best, grown(size, best, budget)), false);
  }

  private boolean isTightest(Attempt.Fits found) {
    return found.set().freeBytes() == block.bottom(found.set().size()).freeBytes();
  }

  private Attempt.@Nullable Fits better(Attempt.@Nullable Fits a, Attempt.@Nullable Fits b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return order.compareOfOneSize(a.set(), b.set()) <= 0 ? a : b;
  }

  private Outcome ofRichestSets(int size, SearchBudget budget) {
    RichestSets sets = new RichestSets(block, size);
    long needed = ShareCheck.leastTotal(block.graph().request(), size);
    boolean proved = true;
    for (int tried = 0; tried < limits.richSets() && sets.hasNext(); tried++) {
      NodeSet set = sets.next();
      if (set.freeBytes() < needed) {
        return Outcome.nothing(proved);
      }
      SearchBudget part = budget.part(PART_OF_BUDGET);
      Attempt attempt = attempt(set, part);
      budget.settle(part);
      switch (attempt) {
        case Attempt.Fits fits -> {
          return new Outcome(fits, proved);
        }
        case Attempt.Fails(boolean provedHere) -> proved &= provedHere;
      }
    }
    return Outcome.nothing(proved && !sets.hasNext());
  }

  private Attempt attempt(NodeSet set, SearchBudget budget) {
    Subgraph part = Subgraph.of(block.graph(), set.members());
    if (!budget.spend(set.size()) || RingThrough.isImpossible(part)) {
      return new Attempt.Fails(RingThrough.isImpossible(part));
    }
    if (set.size() <= NodeGraph.MAX_NODES && budget.left() >= 2 * ReturnPaths.cost(set.size())) {
      return ranks.ofSet(set, budget);
    }
    Attempt attempt =
        RingThrough.all(part, budget)
            .map(ring -> ranks.ofRing(part.inCluster(ring), budget))
            .orElseGet(() -> new Attempt.Fails(false));
    return attempt instanceof Attempt.Fits ? attempt : new Attempt.Fails(false);
  }

  private Outcome branched(int size, SearchBudget budget) {
    SearchBudget part = budget.part(2);
    Outcome outcome = RingBranching.best(block, order, ranks, size, part);
    budget.settle(part);
    return outcome;
  }

  private Attempt.@Nullable Fits grown(
      int size, Attempt.@Nullable Fits known, SearchBudget budget) {
    GrownRings rings = grown;
    if (rings == null) {
      SearchBudget part = budget.part(4);
      rings = GrownRings.of(block, order, part);
      budget.settle(part);
      grown = rings;
    }
    SearchBudget part = budget.part(4);
    Attempt.Fits best = rings.best(size, known, ranks, part);
    budget.settle(part);
    return best;
  }
}
