package org.exojvm.placement.internal;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tries every ring of a sparse block, the best one of a size first. */
final class SparseSearch implements BlockSearch {

  /** Listing the rings may take this part of the budget. */
  private static final int PART_FOR_RINGS = 4;

  /** One ring may take this part of what is left of the budget. */
  private static final int PART_OF_BUDGET = 8;

  private final Block block;
  private final CandidateOrder order;
  private final RankSearch ranks;
  private final BlockSearch inexact;
  private @Nullable Map<Integer, List<int[]>> ringsBySize;

  SparseSearch(Block block, CandidateOrder order, RankSearch ranks, BlockSearch inexact) {
    this.block = block;
    this.order = order;
    this.ranks = ranks;
    this.inexact = inexact;
  }

  private record Choice(NodeSet set, ImmutableIntArray ring) {}

  @Override
  public Outcome best(int size, SearchBudget budget) {
    Map<Integer, List<int[]>> rings = rings(budget);
    return rings.isEmpty()
        ? inexact.best(size, budget)
        : bestOf(rings.getOrDefault(size, List.of()), budget);
  }

  private Map<Integer, List<int[]>> rings(SearchBudget budget) {
    Map<Integer, List<int[]>> known = ringsBySize;
    if (known == null) {
      known = new HashMap<>();
      SearchBudget part = budget.part(PART_FOR_RINGS);
      for (int[] ring : SparseRings.all(block, part)) {
        known.computeIfAbsent(ring.length, size -> new ArrayList<>()).add(ring);
      }
      budget.settle(part);
      ringsBySize = known;
    }
    return known;
  }

  private Outcome bestOf(List<int[]> rings, SearchBudget budget) {
    boolean proved = true;
    for (Choice choice : choices(rings)) {
      SearchBudget part = budget.part(PART_OF_BUDGET);
      Attempt attempt =
          choice.set().size() <= NodeGraph.MAX_NODES
              ? ranks.ofSet(choice.set(), part)
              : ranks.ofRing(choice.ring().toArray(), part);
      budget.settle(part);
      switch (attempt) {
        case Attempt.Fits fits -> {
          return new Outcome(fits, proved);
        }
        case Attempt.Fails(boolean provedHere) -> proved &= provedHere;
      }
    }
    return Outcome.nothing(proved);
  }

  private List<Choice> choices(List<int[]> rings) {
    List<Choice> choices = new ArrayList<>();
    for (int[] ring : rings) {
      NodeSet set = NodeSet.of(block.graph(), ring);
      if (set.freeBytes() >= ShareCheck.leastTotal(block.graph().request(), ring.length)
          && block.graph().includesRequired(ring)) {
        choices.add(new Choice(set, ImmutableIntArray.copyOf(ring)));
      }
    }
    choices.sort(Comparator.comparing(Choice::set, order::compareOfOneSize));
    return choices;
  }
}
