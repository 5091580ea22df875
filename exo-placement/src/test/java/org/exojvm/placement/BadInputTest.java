package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.api.placement.RefusalCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: what makes no sense is answered with a reason, or does no harm. */
class BadInputTest {

  static List<PlacementStrategy> strategies() {
    return List.of(new LargestCycleStrategy(), new SmallestCycleStrategy());
  }

  private static Unplaceable refused(PlacementStrategy strategy, PlacementRequest request) {
    return (Unplaceable) strategy.place(request);
  }

  private static List<NodeId> nodes(PlacementStrategy strategy, PlacementRequest request) {
    return ((Placed) strategy.place(request)).score().cycle().nodes();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void negativeMemoryCountsAsNone(PlacementStrategy strategy) {
    Cluster cluster =
        Cluster.empty()
            .node("a", Memory.ofBytes(Long.MIN_VALUE))
            .node("b", Memory.ofBytes(-1))
            .meshed();
    Unplaceable refused = refused(strategy, cluster.request(Cluster.card(10, 4)));
    assertThat(refused.refusal().code()).isEqualTo(RefusalCode.INSUFFICIENT_MEMORY);
    assertThat(refused.proved()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aLinkToItselfMakesNoCycle(PlacementStrategy strategy) {
    PlacementRequest request =
        Cluster.of(64, 64).socket("a", "a").socket("b", "b").request(Cluster.card(40, 8));
    assertThat(nodes(strategy, request)).hasSize(1);
    assertThat(refused(strategy, request.withMinNodes(2)).refusal().code())
        .isEqualTo(RefusalCode.INSUFFICIENT_MEMORY);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void severalLinksOfAPairCountOnce(PlacementStrategy strategy) {
    Cluster cluster = Cluster.of(64, 64, 64).ringed();
    List<NodeId> before = nodes(strategy, cluster.request(Cluster.card(100, 8)));
    cluster.socket("a", "b", "10.9.9.1").socket("a", "b", "10.9.9.2").socket("b", "a", "10.9.9.3");
    assertThat(nodes(strategy, cluster.request(Cluster.card(100, 8)))).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void moreNodesThanLayersAreRefusedWithTheirNumber(PlacementStrategy strategy) {
    PlacementRequest request =
        Cluster.of(64, 64, 64, 64).meshed().request(Cluster.card(100, 2)).withMinNodes(3);
    Unplaceable refused = refused(strategy, request);
    assertThat(refused.refusal().code()).isEqualTo(RefusalCode.TOO_FEW_LAYERS);
    assertThat(refused.proved()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aHiddenSizeWithoutDivisorsLeavesSingleNodes(PlacementStrategy strategy) {
    PlacementRequest request =
        Cluster.of(64, 64, 64)
            .meshed()
            .request(Cluster.card(40, 8).withHiddenSize(1009))
            .withSharding(Sharding.TENSOR);
    assertThat(nodes(strategy, request)).hasSize(1);
    assertThat(refused(strategy, request.withMinNodes(2)).refusal().code())
        .isEqualTo(RefusalCode.TENSOR_NOT_DIVISIBLE);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void memoryBeyondSixtyFourBitsIsHeldAtTheLimit(PlacementStrategy strategy) {
    Cluster cluster = Cluster.empty();
    for (String name : List.of("a", "b", "c")) {
      cluster.node(name, Memory.ofBytes(Long.MAX_VALUE));
    }
    PlacementRequest request = cluster.meshed().request(Cluster.card(100, 8)).withMinNodes(2);
    Placed placed = (Placed) strategy.place(request);
    assertThat(PlacementValidator.violations(request, placed.instance())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aBudgetOfNothingIsAnswered(PlacementStrategy strategy) {
    PlacementRequest request =
        Cluster.of(64, 64, 64).meshed().request(Cluster.card(100, 8)).withSearchBudget(-5);
    assertThat(strategy.place(request)).isNotNull();
  }
}
