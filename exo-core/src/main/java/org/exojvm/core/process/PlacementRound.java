package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.core.reconcile.MemoryLedger;
import org.exojvm.core.reconcile.PlacementStrategies;

/**
 * Runs the searches of one round on one ledger: each is given the memory that the placements before
 * it have left, so that no two are promised the same. This is how a shell carries out {@link
 * Effect.SearchPlacements}, beside its loop, since a round takes as long as its searches together.
 *
 * <p>A strategy that throws or answers nonsense refuses its own search only: the next one finds the
 * memory as it was.
 */
public final class PlacementRound {

  private PlacementRound() {}

  /**
   * Returns one result per search, in their order. The searches start from the same free memory,
   * which is that of the first.
   */
  public static ImmutableList<PlacementResult> run(
      PlacementStrategies strategies, ImmutableList<PlacementSearch> searches) {
    return run(strategies, searches, () -> true);
  }

  /**
   * Likewise, but for as long as there is time.
   *
   * @param goOn asked before every search but the first; once false, the results end there
   */
  public static ImmutableList<PlacementResult> run(
      PlacementStrategies strategies,
      ImmutableList<PlacementSearch> searches,
      BooleanSupplier goOn) {
    if (searches.isEmpty()) {
      return ImmutableList.of();
    }
    Map<NodeId, Memory> left = searches.getFirst().request().freeMemory();
    ImmutableList.Builder<PlacementResult> results = ImmutableList.builder();
    boolean first = true;
    for (PlacementSearch search : searches) {
      if (!first && !goOn.getAsBoolean()) {
        break;
      }
      first = false;
      Map<NodeId, Memory> free = MemoryLedger.with(left, search.returned());
      PlacementRequest request = search.request().withFreeMemory(free);
      PlacementResult result = strategies.place(search.strategy(), request);
      if (result instanceof Placed placed) {
        left = MemoryLedger.leftAfter(free, placed.instance(), request.cache());
      }
      results.add(result);
    }
    return results.build();
  }
}
