package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementStrategy;

/** Explains what a strategy makes of a request, by asking it about variants of the request. */
public final class PlacementExplainer {

  /**
   * Most calls of the strategy for one explanation. Too few: the smallest conflict or a relaxation
   * is missed, and the explanation says so. Too many: an explanation on a large cluster takes
   * seconds.
   */
  public static final int MAX_STRATEGY_CALLS = 400;

  /**
   * Search budget of each call but the first, which has that of the request. Too small: a variant
   * of the request that fits is taken for one that does not.
   */
  public static final long SEARCH_BUDGET_PER_CALL = 100_000;

  private PlacementExplainer() {}

  /** Explains a request of which nothing is known beyond itself. */
  public static Explanation explainPlacement(PlacementStrategy strategy, PlacementRequest request) {
    return explainPlacement(strategy, request, RememberedCluster.NONE);
  }

  /**
   * Explains a request.
   *
   * @param strategy the strategy to ask; one that fails is explained as failing
   * @param request what is to be placed, and on what
   * @param remembered what is known of nodes that are gone or silent
   */
  public static Explanation explainPlacement(
      PlacementStrategy strategy, PlacementRequest request, RememberedCluster remembered) {
    Trials trials = new Trials(strategy, MAX_STRATEGY_CALLS, SEARCH_BUDGET_PER_CALL);
    PlacementResult outcome = trials.askInFull(request);
    boolean placed = outcome instanceof Placed;
    ImmutableList<SizeClass> sizes = new SizeSearch(request, trials).classes(outcome);
    Conflict conflict = placed ? null : new ConflictSearch(request, trials).smallest();
    ImmutableList<Relaxation> relaxations =
        placed
            ? ImmutableList.of()
            : new RelaxationSearch(request, trials).cheapest(Knobs.of(request, remembered));
    return new Explanation(
        strategy.name(),
        outcome,
        sizes,
        new NodeVerdicts(request, remembered).all(),
        conflict,
        relaxations,
        trials.calls(),
        trials.wasBounded());
  }
}
