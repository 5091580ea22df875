package org.exojvm.placement.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exojvm.api.instance.Sharding;
import org.jspecify.annotations.Nullable;

/** Finds the best placement of three or more nodes, over all blocks of the cluster. */
final class BlockSizes {

  /** One block may take this part of what is left of the budget, so that the next has some. */
  private static final int PART_OF_BUDGET = 2;

  private final ClusterGraph graph;
  private final CandidateOrder order;
  private final RankSearch ranks;
  private final SearchLimits limits;
  private final Map<Block, BlockSearch> searches = new HashMap<>();
  private List<Block> blocks = List.of();
  private long leastFree = -1;

  BlockSizes(ClusterGraph graph, CandidateOrder order, RankSearch ranks, SearchLimits limits) {
    this.limits = limits;
    this.graph = graph;
    this.order = order;
    this.ranks = ranks;
  }

  /** Returns the number of nodes of the largest block, with any memory that may do; 0 for none. */
  int largest() {
    boolean tensor = graph.request().sharding() == Sharding.TENSOR;
    return blocks(tensor ? 0 : ShareCheck.leastFree(graph.request(), 2)).stream()
        .mapToInt(Block::size)
        .max()
        .orElse(0);
  }

  Outcome best(int size, SearchBudget budget) {
    // The block that is best at best comes first, and often spares the others.
    List<Block> candidates =
        blocks(ShareCheck.leastFree(graph.request(), size)).stream()
            .filter(block -> block.mayHold(size))
            .sorted(
                (a, b) -> CandidateOrder.LARGEST_FIRST.compareOfOneSize(a.top(size), b.top(size)))
            .toList();
    Attempt.@Nullable Fits best = null;
    boolean proved = true;
    for (Block block : candidates) {
      if (best != null
          && order.mostMemoryFirst()
          && order.compareOfOneSize(best.set(), block.top(size)) <= 0) {
        break;
      }
      SearchBudget part = candidates.size() == 1 ? budget : budget.part(PART_OF_BUDGET);
      Outcome outcome = search(block).best(size, part);
      if (part != budget) {
        budget.settle(part);
      }
      proved &= outcome.proved();
      best = better(best, outcome.found());
    }
    return new Outcome(best, proved);
  }

  private Attempt.@Nullable Fits better(Attempt.@Nullable Fits a, Attempt.@Nullable Fits b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return order.compareOfOneSize(a.set(), b.set()) <= 0 ? a : b;
  }

  private BlockSearch search(Block block) {
    return searches.computeIfAbsent(block, known -> BlockSearch.of(known, order, ranks, limits));
  }

  /**
   * Returns the blocks of nodes with enough memory; the last answer is kept, as it mostly recurs.
   */
  private List<Block> blocks(long wanted) {
    if (wanted != leastFree) {
      leastFree = wanted;
      searches.clear();
      blocks = Blocks.of(graph, wanted).stream().map(members -> new Block(graph, members)).toList();
    }
    return blocks;
  }
}
