package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementScore;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.placement.internal.CandidateOrder;
import org.exojvm.placement.internal.CycleSearch;
import org.exojvm.placement.internal.SearchLimits;

/**
 * Goal: what serves clusters too large for tables comes close to the best, and claims no proof it
 * does not have. Method: tables and lists of rings are switched off, or the budget is cut, on
 * random clusters of up to nine nodes; the full search, which equals brute force, is the oracle.
 */
class InexactSearchProperties {

  private static final double TOLERANCE = 0.02;

  private static final SearchLimits WITHOUT_TABLES = new SearchLimits(2, 0, 24, 12);
  private static final SearchLimits GROWN_ONLY = new SearchLimits(2, 0, 0, 0);

  @Provide
  Arbitrary<PlacementRequest> requests() {
    return RequestArbitraries.requests(9);
  }

  @Property(tries = 400)
  void largestFirstIsWithinTwoPercentOfTheBest(@ForAll("requests") PlacementRequest request) {
    checkClose(request, CandidateOrder.LARGEST_FIRST);
  }

  @Property(tries = 400)
  void smallestFirstIsWithinTwoPercentOfTheBest(@ForAll("requests") PlacementRequest request) {
    checkClose(request, CandidateOrder.SMALLEST_FIRST);
  }

  @Property(tries = 400)
  void packingIsWithinTwoPercentOfTheBest(@ForAll("requests") PlacementRequest request) {
    checkClose(request.withPreference(PlacementPreference.PACK), CandidateOrder.LARGEST_FIRST);
  }

  private static void checkClose(PlacementRequest request, CandidateOrder order) {
    PlacementResult best = CycleSearch.place(request, order);
    PlacementResult found = CycleSearch.place(request, order, WITHOUT_TABLES);
    if (!(best instanceof Placed(var instance, var bestScore, long considered, boolean proved))) {
      assertThat(found).isInstanceOf(Unplaceable.class);
      return;
    }
    PlacementScore score = checkedScore(request, found);
    assertThat(score.cycle().nodes()).hasSameSizeAs(bestScore.cycle().nodes());
    long expected = bestScore.totalFreeMemory().inBytes();
    assertThat((double) score.totalFreeMemory().inBytes())
        .isBetween((1 - TOLERANCE) * expected, (1 + TOLERANCE) * expected);
  }

  private static PlacementScore checkedScore(PlacementRequest request, PlacementResult result) {
    assertThat(result).isInstanceOf(Placed.class);
    Placed placed = (Placed) result;
    assertThat(PlacementValidator.violations(request, placed.instance())).isEmpty();
    return placed.score();
  }

  @Property(tries = 400)
  void whatHasGrownIsValidAndClaimsNoProof(@ForAll("requests") PlacementRequest request) {
    PlacementResult found = CycleSearch.place(request, CandidateOrder.LARGEST_FIRST, GROWN_ONLY);
    Assume.that(found instanceof Placed);
    PlacementScore score = checkedScore(request, found);
    checkClaims(request, found, CycleSearch.place(request, CandidateOrder.LARGEST_FIRST));
    assertThat(score.cycle().nodes()).doesNotHaveDuplicates();
  }

  @Property(tries = 600)
  void aSmallBudgetClaimsNoProofThatItDoesNotHave(
      @ForAll("requests") PlacementRequest request,
      @ForAll @LongRange(min = 0, max = 4000) long budget) {
    PlacementResult found =
        CycleSearch.place(request.withSearchBudget(budget), CandidateOrder.LARGEST_FIRST);
    checkClaims(request, found, CycleSearch.place(request, CandidateOrder.LARGEST_FIRST));
  }

  private static void checkClaims(
      PlacementRequest request, PlacementResult found, PlacementResult best) {
    switch (found) {
      case Placed placed -> {
        checkedScore(request, placed);
        if (placed.provedOptimal()) {
          PlacementScore score = ((Placed) best).score();
          assertThat(placed.score().cycle().nodes()).hasSameSizeAs(score.cycle().nodes());
          assertThat(placed.score().hasLeaf()).isEqualTo(score.hasLeaf());
          assertThat(placed.score().totalFreeMemory()).isEqualTo(score.totalFreeMemory());
        }
      }
      case Unplaceable refused -> {
        if (refused.proved()) {
          assertThat(best).isInstanceOf(Unplaceable.class);
        } else {
          assertThat(refused.refusal().detail()).containsAnyOf("search budget", "looked at");
        }
      }
    }
  }
}
