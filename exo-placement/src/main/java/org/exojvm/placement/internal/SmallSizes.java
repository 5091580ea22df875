package org.exojvm.placement.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.exojvm.api.placement.PlacementRequest;

/** Finds the best single node, and the best pair: all of them are looked at. */
final class SmallSizes {

  private final ClusterGraph graph;
  private final CandidateOrder order;
  private final RankSearch ranks;

  SmallSizes(ClusterGraph graph, CandidateOrder order, RankSearch ranks) {
    this.graph = graph;
    this.order = order;
    this.ranks = ranks;
  }

  Outcome bestSingle(SearchBudget budget) {
    List<NodeSet> singles = new ArrayList<>();
    for (int node = 0; node < graph.size(); node++) {
      if (graph.includesRequired(node) && mayHold(node)) {
        singles.add(NodeSet.of(graph, node));
      }
    }
    return firstFitting(singles, budget);
  }

  Outcome bestPair(SearchBudget budget) {
    List<NodeSet> pairs = new ArrayList<>();
    long leastFree = ShareCheck.leastFree(graph.request(), 2);
    long leastTotal = ShareCheck.leastTotal(graph.request(), 2);
    for (int first = 0; first < graph.size(); first++) {
      if (graph.free(first) < leastFree) {
        continue;
      }
      for (int second : graph.wired(first)) {
        if (second > first
            && graph.free(second) >= leastFree
            && graph.free(first) >= leastTotal - graph.free(second)
            && graph.includesRequired(first, second)) {
          pairs.add(NodeSet.of(graph, first, second));
        }
      }
    }
    return firstFitting(pairs, budget);
  }

  /** Tries sets from the best one on; a heap, as the first one mostly does. */
  private Outcome firstFitting(List<NodeSet> sets, SearchBudget budget) {
    if (sets.isEmpty()) {
      return Outcome.nothing(true);
    }
    PriorityQueue<NodeSet> open = new PriorityQueue<>(sets.size(), order::compareOfOneSize);
    open.addAll(sets);
    boolean proved = true;
    while (!open.isEmpty() && budget.spend(1)) {
      NodeSet set = open.remove();
      if (!mayHold(set.members())) {
        continue;
      }
      switch (ranks.ofSet(set, budget)) {
        case Attempt.Fits fits -> {
          return new Outcome(fits, proved);
        }
        case Attempt.Fails(boolean provedHere) -> proved &= provedHere;
      }
    }
    return Outcome.nothing(proved && open.isEmpty());
  }

  private boolean mayHold(int... members) {
    PlacementRequest request = graph.request();
    long[] free = Arrays.stream(members).mapToLong(graph::free).toArray();
    if (ShareCheck.fits(request, free)) {
      return true;
    }
    return free.length == 2 && ShareCheck.fits(request, free[1], free[0]);
  }
}
