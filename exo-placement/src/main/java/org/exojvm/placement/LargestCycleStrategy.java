package org.exojvm.placement;

import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.placement.internal.CandidateOrder;
import org.exojvm.placement.internal.preference.PreferenceSearch;

/**
 * Takes the cycle with most nodes, the default: it leaves most memory free on every node. Among
 * cycles of one size those with a leaf of the topology win, then most free memory, most preferred
 * nodes, and node ids. A candidate that cannot be assigned is followed by the next (D8).
 *
 * <p>For an RDMA mesh the candidates have 2 to 8 nodes with an RDMA link for every ordered pair; a
 * single node qualifies, as a ring, only where there are none but single nodes (D10).
 *
 * <p>Proved in dense clusters of any size, where the nodes with most memory form a cycle; in sparse
 * ones, with few cycles; and wherever up to 15 nodes hang together. In between the best of what a
 * bounded search finds, told by {@code provedOptimal}; {@code docs/adr/0012-search-by-size.md} says
 * how. A preference of the request overrules the order: {@code SPREAD} takes this one whatever the
 * strategy, {@code PACK} the fewest nodes and of those the least memory that will do, {@code
 * INTERACTIVITY} and {@code THROUGHPUT} the best estimate.
 */
public final class LargestCycleStrategy implements PlacementStrategy {

  /** Name by which intents ask for this strategy. */
  public static final String NAME = "largest-cycle";

  /** Creates the strategy; it has no state. */
  public LargestCycleStrategy() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PlacementResult place(PlacementRequest request) {
    return PreferenceSearch.place(request, CandidateOrder.LARGEST_FIRST);
  }
}
