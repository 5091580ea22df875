package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementRequests;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.placement.explain.Constraint;
import org.exojvm.placement.explain.Exclusion;
import org.exojvm.placement.explain.Explanation;
import org.exojvm.placement.explain.PlacementExplainer;
import org.exojvm.placement.explain.Relaxation;
import org.exojvm.placement.explain.RememberedCluster;
import org.exojvm.placement.explain.SizeClass;
import org.exojvm.placement.explain.SizeClass.Verdict;

/**
 * Goal: an explanation is true. Method: requests of every kind, contradictory ones too, on up to
 * six nodes; one node has left and is remembered.
 */
class ExplanationProperties {

  private static final int TRIES = 250;

  private static final PlacementStrategy STRATEGY = new LargestCycleStrategy();

  @Provide
  Arbitrary<PlacementRequest> requests() {
    return PlacementRequests.any();
  }

  private static Explanation explain(PlacementRequest request) {
    return PlacementExplainer.explainPlacement(STRATEGY, withoutA(request), remembered(request));
  }

  private static PlacementRequest withoutA(PlacementRequest request) {
    return request.withTopology(request.topology().withoutNode(NodeId.of("a")));
  }

  private static RememberedCluster remembered(PlacementRequest request) {
    return new RememberedCluster(request.topology(), request.freeMemory(), ImmutableMap.of());
  }

  private static boolean places(PlacementRequest request) {
    return STRATEGY.place(request) instanceof Placed;
  }

  @Property(tries = TRIES)
  void everyRelaxationThatIsOfferedFits(@ForAll("requests") PlacementRequest request) {
    assertThat(explain(request).relaxations())
        .hasSizeLessThanOrEqualTo(5)
        .allSatisfy(
            relaxation ->
                assertThat(places(relaxation.apply(withoutA(request))))
                    .as(relaxation.sentence())
                    .isTrue());
  }

  @Property(tries = TRIES)
  void aPairIsOfferedOnlyWhereBothPartsAreNeeded(@ForAll("requests") PlacementRequest request) {
    for (Relaxation relaxation : explain(request).relaxations()) {
      if (relaxation instanceof Relaxation.Both(Relaxation first, Relaxation second)) {
        assertThat(places(first.apply(withoutA(request)))).isFalse();
        assertThat(places(second.apply(withoutA(request)))).isFalse();
      }
    }
  }

  @Property(tries = TRIES)
  void theConflictIsTheSmallestOne(@ForAll("requests") PlacementRequest whole) {
    PlacementRequest request = withoutA(whole);
    Explanation explanation = explain(whole);
    if (explanation.conflict() != null) {
      Set<Constraint> conflict = explanation.conflict().constraints();
      assertThat(explanation.conflict().smallest()).isTrue();
      assertThat(placeableWithOnly(request, conflict)).isFalse();
      for (Set<Constraint> kept : Sets.powerSet(ImmutableSet.copyOf(Constraint.values()))) {
        if (kept.size() < conflict.size()) {
          assertThat(placeableWithOnly(request, kept)).as("with only %s", kept).isTrue();
        }
      }
    }
  }

  /** The oracle: gives up everything else, in the plainest way. */
  private static boolean placeableWithOnly(PlacementRequest request, Set<Constraint> kept) {
    for (Sharding sharding : Sharding.values()) {
      for (InstanceMeta meta : InstanceMeta.values()) {
        boolean otherSharding = sharding != request.sharding();
        boolean otherMeta = meta != request.instanceMeta();
        boolean ring = request.instanceMeta() == InstanceMeta.MLX_RING;
        if ((otherSharding && kept.contains(Constraint.SHARDING))
            || (otherMeta && (ring || kept.contains(Constraint.RDMA)))) {
          continue;
        }
        PlacementRequest tried = request.withSharding(sharding).withInstanceMeta(meta);
        for (Constraint constraint : Constraint.values()) {
          tried = kept.contains(constraint) ? tried : without(tried, constraint);
        }
        if (places(tried)) {
          return true;
        }
      }
    }
    return false;
  }

  private static PlacementRequest without(PlacementRequest request, Constraint constraint) {
    return switch (constraint) {
      case REQUIRED_NODES -> request.withRequiredNodes();
      case FORBIDDEN_NODES -> request.withForbiddenNodes();
      case MIN_NODES -> request.withMinNodes(0);
      case MAX_NODES -> request.withMaxNodes((Integer) null);
      case CACHE -> request.withCache(CacheDemand.NONE);
      case RDMA, SHARDING -> request;
    };
  }

  @Property(tries = TRIES)
  void whatIsPlacedNeedsNoAdvice(@ForAll("requests") PlacementRequest request) {
    Explanation explanation = explain(request);
    boolean placed = places(withoutA(request));
    assertThat(explanation.isPlaced()).isEqualTo(placed);
    assertThat(explanation.conflict() == null).isEqualTo(placed);
    if (placed) {
      assertThat(explanation.relaxations()).isEmpty();
    }
  }

  @Property(tries = TRIES)
  void everySizeIsSpokenOfOnceAndPlacementsHaveTheirSize(
      @ForAll("requests") PlacementRequest request) {
    int next = 1;
    for (SizeClass sizes : explain(request).sizes()) {
      assertThat(sizes.smallest()).isEqualTo(next);
      next = sizes.largest() + 1;
      if (sizes.verdict() instanceof Verdict.Fits(Placed placed, var shares)) {
        assertThat(placed.score().cycle().nodes()).hasSize(sizes.smallest());
        assertThat(shares.keySet()).containsExactlyElementsOf(placed.score().cycle().nodes());
        shares.forEach(
            (node, share) ->
                assertThat(share.inBytes())
                    .isBetween(0L, Math.max(0, request.freeMemory().get(node).inBytes())));
      }
    }
    assertThat(next).isEqualTo(withoutA(request).topology().size() + 1);
  }

  @Property(tries = TRIES)
  void aSizeThatIsExcludedCannotBePlaced(@ForAll("requests") PlacementRequest whole) {
    PlacementRequest request = withoutA(whole);
    for (SizeClass sizes : explain(whole).sizes()) {
      if (sizes.verdict() instanceof Verdict.Excluded(Exclusion why)
          && why.kind() != Exclusion.Kind.SINGLE_NODE
          && why.kind() != Exclusion.Kind.NODE_COUNT) {
        for (int size = sizes.smallest(); size <= sizes.largest(); size++) {
          assertThat(places(request.withMinNodes(size).withMaxNodes(size)))
              .as("%d nodes: %s", size, why)
              .isFalse();
        }
      }
    }
  }

  @Property(tries = TRIES / 2)
  void theSameRequestIsExplainedAlikeWithinTheBound(@ForAll("requests") PlacementRequest request) {
    Explanation explanation = explain(request);
    assertThat(explain(request)).isEqualTo(explanation);
    assertThat(explanation.strategyCalls()).isLessThanOrEqualTo(400);
  }

  @Property(tries = TRIES / 4)
  void aStrategyThatThrowsIsExplainedAsFailing(@ForAll("requests") PlacementRequest request) {
    PlacementStrategy broken =
        new PlacementStrategy() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public PlacementResult place(PlacementRequest asked) {
            throw new IllegalStateException("boom");
          }
        };
    Explanation explanation = PlacementExplainer.explainPlacement(broken, request);
    assertThat(explanation.isPlaced()).isFalse();
    assertThat(explanation.relaxations()).isEmpty();
    assertThat(explanation.outcome().toString()).contains("boom");
  }
}
