package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.api.topology.NodeCycle;

/**
 * Goal: both strategies take the cycle they promise. Method: compare with an oracle that tries
 * every rank order of every cycle, on random clusters of up to seven nodes.
 */
class CycleStrategyProperties {

  @Provide
  Arbitrary<PlacementRequest> requests() {
    return RequestArbitraries.requests(7);
  }

  @Provide
  Arbitrary<PlacementRequest> tightRequests() {
    return RequestArbitraries.tightRequests(6);
  }

  @Property(tries = 100)
  void tiesAreResolvedAsByBruteForce(@ForAll("tightRequests") PlacementRequest request) {
    check(new LargestCycleStrategy(), request, new BruteForce(request, true));
  }

  @Property(tries = 200)
  void largestCycleEqualsBruteForce(@ForAll("requests") PlacementRequest request) {
    check(new LargestCycleStrategy(), request, new BruteForce(request, true));
  }

  @Property(tries = 200)
  void smallestCycleEqualsBruteForce(@ForAll("requests") PlacementRequest request) {
    check(new SmallestCycleStrategy(), request, new BruteForce(request, false));
  }

  @Property(tries = 120)
  void packingEqualsBruteForce(@ForAll("requests") PlacementRequest request) {
    PlacementRequest packed = request.withPreference(PlacementPreference.PACK);
    check(new LargestCycleStrategy(), packed, new BruteForce(packed, false, true));
  }

  @Property(tries = 120)
  void spreadingEqualsBruteForce(@ForAll("requests") PlacementRequest request) {
    PlacementRequest spread = request.withPreference(PlacementPreference.SPREAD);
    check(new SmallestCycleStrategy(), spread, new BruteForce(spread, true));
  }

  private static void check(
      PlacementStrategy strategy, PlacementRequest request, BruteForce oracle) {
    Optional<NodeCycle> expected = oracle.place();
    switch (strategy.place(request)) {
      case Placed placed -> {
        assertThat(placed.score().cycle().nodes().toString())
            .isEqualTo(expected.map(cycle -> cycle.nodes().toString()).orElse("nothing"));
        assertThat(placed.provedOptimal()).isTrue();
        assertThat(PlacementValidator.violations(request, placed.instance())).isEmpty();
      }
      case Unplaceable unplaceable -> {
        assertThat(expected).as(unplaceable.toString()).isEmpty();
        assertThat(unplaceable.proved()).isTrue();
        oracle
            .early()
            .filter(code -> request.sharding() == Sharding.PIPELINE)
            .ifPresent(code -> assertThat(unplaceable.refusal().code()).isEqualTo(code));
      }
    }
  }

  @Property(tries = 150)
  void theSameRequestGivesTheSameAnswer(@ForAll("requests") PlacementRequest request) {
    PlacementResult first = new LargestCycleStrategy().place(request);
    assertThat(new LargestCycleStrategy().place(request)).isEqualTo(first);
  }

  @Property(tries = 150)
  void everyRefusalHasADetailAndAHint(@ForAll("requests") PlacementRequest request) {
    if (new SmallestCycleStrategy().place(request) instanceof Unplaceable unplaceable) {
      assertThat(unplaceable.refusal().referenceText()).isNotBlank();
      assertThat(unplaceable.refusal().detail()).isNotBlank();
      assertThat(unplaceable.refusal().hint()).endsWith(".");
    }
  }
}
