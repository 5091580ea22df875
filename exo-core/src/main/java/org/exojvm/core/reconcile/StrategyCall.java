package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.api.placement.PlacementViolation;
import org.exojvm.api.placement.RefusalCode;
import org.jspecify.annotations.Nullable;

/**
 * Asks a strategy, which may be a host's own code. What it gets wrong is a bug of it and becomes a
 * refusal that names it; it is no reason to stop (D12).
 */
final class StrategyCall {

  /** Most characters of a fault that are told; what a strategy throws may be of any length. */
  static final int MAX_FAULT_CHARS = 500;

  private StrategyCall() {}

  /** Asks; one that throws or answers nothing has refused. */
  static PlacementResult place(PlacementStrategy strategy, PlacementRequest request) {
    try {
      PlacementResult result = strategy.place(request);
      return isNothing(result) ? fault(strategy, "answered null") : result;
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError failure) {
      return fault(strategy, "failed: " + failure);
    }
  }

  /** Asks, and takes a placement that does not hold on its own request for a fault. */
  static PlacementResult checked(PlacementStrategy strategy, PlacementRequest request) {
    PlacementResult result = place(strategy, request);
    try {
      ImmutableList<PlacementViolation> violations =
          result instanceof Placed placed
              ? PlacementValidator.violations(request, placed.instance())
              : ImmutableList.of();
      return violations.isEmpty()
          ? result
          : fault(strategy, "gave an invalid placement: " + violations.getFirst().reason());
    } catch (RuntimeException nonsense) {
      return fault(strategy, "gave a placement that cannot be checked: " + nonsense);
    }
  }

  // A host's code need not be compiled with our checks, so what is never null may be.
  private static boolean isNothing(@Nullable PlacementResult result) {
    return switch (result) {
      case null -> true;
      case Placed placed -> isNull(placed.instance());
      case Unplaceable unplaceable -> isNull(unplaceable.refusal());
    };
  }

  private static boolean isNull(@Nullable Object value) {
    return value == null;
  }

  private static PlacementResult fault(PlacementStrategy strategy, String what) {
    String told = what.substring(0, Math.min(what.length(), MAX_FAULT_CHARS));
    String sentence = "Placement strategy \"%s\" %s".formatted(strategy.name(), told);
    return new Unplaceable(
        new PlacementRefusal(
            RefusalCode.STRATEGY_FAILED,
            sentence,
            ImmutableMap.of(),
            sentence + ".",
            "This is a bug of the strategy; choose another one until it is mended."),
        ImmutableList.of());
  }
}
