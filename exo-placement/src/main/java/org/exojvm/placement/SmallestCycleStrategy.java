package org.exojvm.placement;

import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.placement.internal.CandidateOrder;
import org.exojvm.placement.internal.preference.PreferenceSearch;

/**
 * Takes the cycle with fewest nodes that can host the model: fewest hops per token, and other
 * models find room elsewhere. What it costs: nodes are filled to the brim, so that a long context
 * may run out of memory. Among cycles of one size the order is that of {@link
 * LargestCycleStrategy}, and so are the rules for RDMA meshes and the limits of the search.
 */
public final class SmallestCycleStrategy implements PlacementStrategy {

  /** Name by which intents ask for this strategy. */
  public static final String NAME = "smallest-cycle";

  /** Creates the strategy; it has no state. */
  public SmallestCycleStrategy() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PlacementResult place(PlacementRequest request) {
    return PreferenceSearch.place(request, CandidateOrder.SMALLEST_FIRST);
  }
}
