package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.api.hardware.HardwareProfile;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.api.placement.CostEstimate;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.placement.cost.CostModel;
import org.exojvm.placement.internal.CandidateOrder;
import org.exojvm.placement.internal.preference.PreferenceSearch;

/**
 * Goal: interactivity and throughput find the best estimate. Method: compare with every rank order
 * of every cycle that is a valid placement, on random clusters with chips of different speed.
 */
class PreferenceProperties {

  private static final ImmutableList<String> CHIPS =
      HardwareProfile.defaults().chips().keySet().asList();

  /** A model of no size takes no time; below this differences are those of the arithmetic. */
  private static final double NOISE_SECONDS = 1e-11;

  @Provide
  Arbitrary<PlacementRequest> requests() {
    return Combinators.combine(
            RequestArbitraries.requests(5),
            Arbitraries.of(CHIPS).list().ofSize(5),
            Arbitraries.of(PlacementPreference.INTERACTIVITY, PlacementPreference.THROUGHPUT),
            Arbitraries.of(1, 4),
            Arbitraries.of(1.0, 0.1))
        .as(
            (request, chips, preference, concurrency, share) ->
                inGibibytes(request)
                    .withNodeIdentities(identities(chips))
                    .withPreference(preference)
                    .withActiveShare(share)
                    .withCache(new CacheDemand(1, concurrency, 1L, request.demand(), 4)));
  }

  /** The generated clusters count single bytes, which no link would ever notice. */
  private static PlacementRequest inGibibytes(PlacementRequest request) {
    return request
        .withFreeMemory(
            Maps.transformValues(request.freeMemory(), free -> Memory.ofGib(free.inBytes())))
        .withModelCard(
            request
                .modelCard()
                .withStorageSize(Memory.ofGib(request.modelCard().storageSize().inBytes())));
  }

  private static ImmutableMap<NodeId, NodeIdentity> identities(List<String> chips) {
    return IntStream.range(0, chips.size())
        .boxed()
        .collect(
            ImmutableMap.toImmutableMap(
                i -> Cluster.id(Character.toString('a' + i)),
                i -> NodeIdentity.unknown().withChipId(chips.get(i))));
  }

  @Property(tries = 300)
  void aSmallClusterIsSearchedExactly(@ForAll("requests") PlacementRequest request) {
    OptionalDouble expected = bestByBruteForce(request);
    if (new LargestCycleStrategy().place(request) instanceof Placed placed) {
      assertThat(PlacementValidator.violations(request, placed.instance())).isEmpty();
      assertThat(placed.provedOptimal()).isTrue();
      assertThat(value(request, placed.score().estimate()))
          .isCloseTo(expected.orElseThrow(), within(1e-6 * expected.orElseThrow() + NOISE_SECONDS));
    } else {
      assertThat(expected).isEmpty();
    }
  }

  @Property(tries = 300)
  void stepByStepImprovementComesWithinTwoPercent(@ForAll("requests") PlacementRequest request) {
    PlacementPreference preference = preference(request);
    if (PreferenceSearch.place(request, preference, CandidateOrder.LARGEST_FIRST, 0)
        instanceof Placed placed) {
      assertThat(PlacementValidator.violations(request, placed.instance())).isEmpty();
      assertThat(placed.provedOptimal()).isFalse();
      assertThat(value(request, placed.score().estimate()))
          .isLessThanOrEqualTo(bestByBruteForce(request).orElseThrow() * 1.02 + NOISE_SECONDS);
    }
  }

  private static PlacementPreference preference(PlacementRequest request) {
    PlacementPreference preference = request.preference();
    assertThat(preference).isNotNull();
    return preference;
  }

  /** What is to be small. */
  private static double value(PlacementRequest request, CostEstimate estimate) {
    return request.preference() == PlacementPreference.THROUGHPUT
        ? 1 / estimate.tokensPerSecond()
        : estimate.secondsPerToken();
  }

  private static OptionalDouble bestByBruteForce(PlacementRequest request) {
    List<Double> values = new ArrayList<>();
    List<Double> ofSeveral = new ArrayList<>();
    extend(request, new ArrayList<>(), values, ofSeveral);
    // Where a mesh of several nodes is possible, a single node is none (D10).
    boolean several = request.instanceMeta() == InstanceMeta.MLX_JACCL && !singlesQualify(request);
    return (several ? ofSeveral : values).stream().mapToDouble(Double::doubleValue).min();
  }

  private static boolean singlesQualify(PlacementRequest request) {
    return new LargestCycleStrategy().place(request.withPreference(null)) instanceof Placed placed
        && placed.score().cycle().nodes().size() == 1;
  }

  private static void extend(
      PlacementRequest request, List<NodeId> order, List<Double> values, List<Double> ofSeveral) {
    if (!order.isEmpty()
        && InstanceAssembly.of(request, new NodeCycle(ImmutableList.copyOf(order)))
            instanceof Assembly.Built<Instance>(Instance instance)
        && PlacementValidator.violations(request, instance).isEmpty()
        && order.stream().mapToLong(n -> Math.max(0, free(request, n))).sum()
            >= request.demand().inBytes()) {
      CostEstimate estimate =
          new CostModel(request).estimate(ImmutableList.copyOf(order), instance.shardAssignments());
      values.add(value(request, estimate));
      if (order.size() > 1) {
        ofSeveral.add(value(request, estimate));
      }
    }
    for (NodeId next : request.topology().nodes()) {
      if (!order.contains(next)) {
        order.add(next);
        extend(request, order, values, ofSeveral);
        order.removeLast();
      }
    }
  }

  private static long free(PlacementRequest request, NodeId node) {
    var free = request.freeMemory().get(node);
    return free == null ? 0 : free.inBytes();
  }
}
