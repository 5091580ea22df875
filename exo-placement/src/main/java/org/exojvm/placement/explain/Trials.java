package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Objects;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.api.placement.PlacementViolation;
import org.exojvm.api.placement.RefusalCode;

/**
 * Asks a strategy and counts how often. What it answers is checked: a placement that does not hold
 * or is incomplete, and whatever it throws, is a refusal.
 */
final class Trials {

  private final PlacementStrategy strategy;
  private final int maxCalls;
  private final long budgetPerCall;
  private int calls;
  private boolean bounded;

  /**
   * @param maxCalls most calls of the strategy
   * @param budgetPerCall search budget of a call, unless the request allows less
   */
  Trials(PlacementStrategy strategy, int maxCalls, long budgetPerCall) {
    this.strategy = strategy;
    this.maxCalls = maxCalls;
    this.budgetPerCall = budgetPerCall;
  }

  /** Asks with the whole search budget of the request. */
  PlacementResult askInFull(PlacementRequest request) {
    calls++;
    return checked(request);
  }

  /** Asks; once the bound on calls is met, everything is refused. */
  PlacementResult ask(PlacementRequest request) {
    if (calls >= maxCalls) {
      bounded = true;
      return new Unplaceable(notAsked(), ImmutableList.of());
    }
    calls++;
    return checked(request.withSearchBudget(Math.min(budgetPerCall, request.searchBudget())));
  }

  /**
   * Returns whether the strategy places the request; false once the bound is met. Where all usable
   * nodes together lack the memory nobody is asked: no placement could be valid.
   */
  boolean places(PlacementRequest request) {
    return !SizeMemory.isHopeless(request) && ask(request) instanceof Placed;
  }

  int calls() {
    return calls;
  }

  /** Returns whether a question stayed unasked because of the bound. */
  boolean wasBounded() {
    return bounded;
  }

  private PlacementResult checked(PlacementRequest request) {
    try {
      return switch (Objects.requireNonNull(strategy.place(request), "no answer")) {
        case Placed placed -> checked(request, placed);
        case Unplaceable refused -> {
          Objects.requireNonNull(refused.refusal(), "no reason");
          yield refused;
        }
      };
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError failure) {
      return failed(failure.toString());
    }
  }

  private static PlacementResult checked(PlacementRequest request, Placed placed) {
    ImmutableList<PlacementViolation> violations =
        PlacementValidator.violations(request, placed.instance());
    if (!violations.isEmpty()) {
      return failed(violations.getFirst().reason());
    }
    // Sizes are told by the score, memory by the instance: they must speak of the same nodes.
    ImmutableSet<NodeId> scored = ImmutableSet.copyOf(placed.score().cycle().nodes());
    ImmutableSet<NodeId> used =
        ImmutableSet.copyOf(placed.instance().shardAssignments().nodeToRunner().keySet());
    return scored.equals(used)
        ? placed
        : failed("its score is of nodes %s, its instance of %s".formatted(scored, used));
  }

  private static PlacementResult failed(String why) {
    return new Unplaceable(
        new PlacementRefusal(
            RefusalCode.STRATEGY_FAILED,
            "Placement strategy failed: " + why,
            ImmutableMap.of(),
            "the strategy failed: " + why,
            "This is a bug of the strategy; choose another one until it is mended."),
        ImmutableList.of());
  }

  private PlacementRefusal notAsked() {
    return new PlacementRefusal(
        RefusalCode.STRATEGY_FAILED,
        "Not asked",
        ImmutableMap.of("calls", (long) maxCalls),
        "not looked at: the bound of %d questions to the strategy is met".formatted(maxCalls),
        "Ask for less at once.");
  }
}
