package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.placement.PlacementResult;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is placed as it is, or why it is not and what would help.
 *
 * @param strategy name of the strategy that was asked
 * @param outcome its answer to the request itself
 * @param sizes by number of nodes, ascending: the best placement, or what excludes it
 * @param nodes every node of the cluster, then those that are required or remembered but not there
 * @param conflict the smallest set of wishes that cannot be met together; null when the request is
 *     placed
 * @param relaxations what would make it fit, cheapest first; empty when the request is placed
 * @param strategyCalls how often the strategy was asked
 * @param bounded whether {@link PlacementExplainer#MAX_STRATEGY_CALLS} left a question unasked, so
 *     that the conflict may not be the smallest and a relaxation may be missing
 */
public record Explanation(
    String strategy,
    PlacementResult outcome,
    ImmutableList<SizeClass> sizes,
    ImmutableList<NodeVerdict> nodes,
    @Nullable Conflict conflict,
    ImmutableList<Relaxation> relaxations,
    int strategyCalls,
    boolean bounded) {

  /** Returns whether the request is placed. */
  public boolean isPlaced() {
    return outcome instanceof PlacementResult.Placed;
  }
}
