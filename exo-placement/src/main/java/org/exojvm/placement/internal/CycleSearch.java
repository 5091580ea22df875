package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementScore;

/**
 * Places a request on a cycle: goes through the sizes in the order of the strategy and takes the
 * best placement of the first size that has one; a set of nodes that cannot host the model in any
 * rank order is followed by the next (D8). When there is none, the best candidate is explained.
 */
public final class CycleSearch {

  /** One size may take this part of what is left of the budget, so that the next has some. */
  private static final int PART_OF_BUDGET = 2;

  private final PlacementRequest request;
  private final CandidateOrder order;
  private final SearchBudget budget;
  private final ClusterGraph graph;
  private final RankSearch ranks;
  private final SmallSizes small;
  private final BlockSizes blocks;
  private final Explanation explanation;

  private CycleSearch(PlacementRequest request, CandidateOrder order, SearchLimits limits) {
    this.request = request;
    this.order = order;
    this.graph = ClusterGraph.of(request);
    this.budget = new SearchBudget(request.searchBudget() / 2);
    this.ranks = new RankSearch(graph);
    this.small = new SmallSizes(graph, order, ranks);
    this.blocks = new BlockSizes(graph, order, ranks, limits);
    // The other half is for what needs links of every kind: explanations, and D10.
    this.explanation = new Explanation(graph, order, new SearchBudget(request.searchBudget() / 2));
  }

  /** Returns the first candidate in an order that can host the model, or why there is none. */
  public static PlacementResult place(PlacementRequest request, CandidateOrder order) {
    return place(request, order, SearchLimits.DEFAULT);
  }

  /** The same within other limits than those of the strategies. */
  public static PlacementResult place(
      PlacementRequest request, CandidateOrder order, SearchLimits limits) {
    PlacementRefusal contradiction = SearchRefusals.contradiction(request);
    return contradiction == null
        ? new CycleSearch(request, order.preferredBy(request), limits).place()
        : new PlacementResult.Unplaceable(contradiction, ImmutableList.of(), true);
  }

  private PlacementResult place() {
    boolean proved = true;
    if (canBeSplit() && graph.hasAllRequired()) {
      for (int size : Sizes.toTry(graph, order, Math.max(2, blocks.largest()))) {
        SearchBudget part = budget.part(PART_OF_BUDGET);
        Outcome outcome = best(size, part);
        budget.settle(part);
        proved &= outcome.proved();
        if (outcome.found() != null) {
          return placed(outcome.found(), proved);
        }
      }
    }
    return explanation.refuse(proved, budget.ended());
  }

  /** Returns whether the model allows the sharding asked for. */
  private boolean canBeSplit() {
    ModelCard card = request.modelCard();
    return request.sharding() == Sharding.TENSOR ? card.supportsTensor() : card.supportsPipeline();
  }

  private Outcome best(int size, SearchBudget part) {
    return switch (size) {
      case 1 -> single(part);
      case 2 -> small.bestPair(part);
      default -> blocks.best(size, part);
    };
  }

  /** For a mesh a single node will do only where there is nothing but single nodes (D10). */
  private Outcome single(SearchBudget part) {
    Outcome outcome = small.bestSingle(part);
    if (!graph.isMesh() || outcome.found() == null || explanation.hasOnlySingles()) {
      return new Outcome(
          outcome.found(),
          outcome.proved()
              && (!graph.isMesh() || outcome.found() == null || explanation.isComplete()));
    }
    return Outcome.nothing(outcome.proved());
  }

  private PlacementResult placed(Attempt.Fits fits, boolean proved) {
    PlacementScore score =
        new PlacementScore(
            fits.ranks(), fits.set().hasLeaf(), Memory.ofBytes(fits.set().freeBytes()));
    return new PlacementResult.Placed(fits.instance(), score, ranks.considered(), proved);
  }
}
