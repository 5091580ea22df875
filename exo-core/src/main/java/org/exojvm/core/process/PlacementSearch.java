package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.core.reconcile.Reconciliation;

/**
 * Asks a strategy by its name. What a strategy throws becomes a refusal, so that nothing else
 * stops.
 */
public final class PlacementSearch {

  private PlacementSearch() {}

  /** Returns the answer of the named strategy, or a refusal when it is unknown or throws. */
  public static PlacementResult run(
      Map<String, PlacementStrategy> strategies, String name, PlacementRequest request) {
    PlacementStrategy strategy = strategies.get(name);
    if (strategy == null) {
      return refusal(
          "Unknown placement strategy",
          "the strategy \"%s\" is not one of %s".formatted(name, strategies.keySet()),
          "Maybe put its jar on the path or name another.");
    }
    return Reconciliation.place(strategy, request);
  }

  private static PlacementResult refusal(String text, String detail, String hint) {
    return new PlacementResult.Unplaceable(
        new PlacementRefusal(RefusalCode.STRATEGY_FAILED, text, ImmutableMap.of(), detail, hint),
        ImmutableList.of());
  }
}
