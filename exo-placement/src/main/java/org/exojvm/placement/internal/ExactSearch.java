package org.exojvm.placement.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every set of a block of up to {@link NodeGraph#MAX_NODES} nodes, the best one first. Its
 * tables are built only when the best set of a size does not do; where the budget does not pay for
 * them another search takes over.
 */
final class ExactSearch implements BlockSearch {

  /** One set may take this part of what is left of the budget, so that the next has some. */
  private static final int PART_OF_BUDGET = 8;

  private final Block block;
  private final CandidateOrder order;
  private final RankSearch ranks;
  private final BlockSearch inexact;
  private @Nullable NodeGraph graph;
  private @Nullable ReturnPaths paths;

  ExactSearch(Block block, CandidateOrder order, RankSearch ranks, BlockSearch inexact) {
    this.block = block;
    this.order = order;
    this.ranks = ranks;
    this.inexact = inexact;
  }

  private record Choice(NodeSet set, int bits) {}

  @Override
  public Outcome best(int size, SearchBudget budget) {
    if (order.mostMemoryFirst() && budget.left() / 2 >= ReturnPaths.cost(size)) {
      Attempt best = ranks.ofSet(block.top(size), budget);
      if (best instanceof Attempt.Fits fits) {
        return new Outcome(fits, true);
      }
    }
    return prepared(budget) ? bestOfAll(size, budget) : inexact.best(size, budget);
  }

  private boolean prepared(SearchBudget budget) {
    if (paths == null && budget.left() / 2 >= ReturnPaths.cost(block.size())) {
      budget.spend(ReturnPaths.cost(block.size()));
      graph = NodeGraph.of(block.graph(), block.members());
      paths = new ReturnPaths(graph.wiring());
    }
    return paths != null;
  }

  private Outcome bestOfAll(int size, SearchBudget budget) {
    boolean proved = true;
    for (Choice choice : choices(size)) {
      SearchBudget part = budget.part(PART_OF_BUDGET);
      Attempt attempt = attempt(choice, part);
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

  private Attempt attempt(Choice choice, SearchBudget budget) {
    return block.graph().isMesh()
        ? ranks.ofSet(choice.set(), budget)
        : ranks.ofSet(choice.set(), graph(), paths(), choice.bits(), budget);
  }

  private List<Choice> choices(int size) {
    List<Choice> choices = new ArrayList<>();
    long needed = ShareCheck.leastTotal(block.graph().request(), size);
    Bits.everySubset(
        graph().all(),
        size,
        bits -> {
          NodeSet set = NodeSet.of(block.graph(), numbers(bits));
          if (set.freeBytes() >= needed
              && block.graph().includesRequired(set.members())
              && closes(bits)) {
            choices.add(new Choice(set, bits));
          }
          return true;
        });
    choices.sort(Comparator.comparing(Choice::set, order::compareOfOneSize));
    return choices;
  }

  private boolean closes(int bits) {
    return block.graph().isMesh() ? graph().isMesh(bits) : paths().isCycle(bits);
  }

  private int[] numbers(int bits) {
    int[] numbers = Bits.toArray(bits);
    int[] members = block.members();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = members[numbers[i]];
    }
    return numbers;
  }

  private NodeGraph graph() {
    return Objects.requireNonNull(graph);
  }

  private ReturnPaths paths() {
    return Objects.requireNonNull(paths);
  }
}
