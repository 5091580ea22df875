package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.RefusalCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: required, preferred and forbidden nodes and the bounds are obeyed by every strategy (D7).
 */
class D7RequiredAndForbiddenNodesTest {

  static List<PlacementStrategy> strategies() {
    return List.of(new LargestCycleStrategy(), new SmallestCycleStrategy());
  }

  private static PlacementRequest onFour() {
    return Cluster.of(100, 100, 100, 100).meshed().request(Cluster.card(80, 40));
  }

  private static List<NodeId> nodes(PlacementStrategy strategy, PlacementRequest request) {
    return ((Placed) strategy.place(request)).score().cycle().nodes();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void requiredNodesTakePart(PlacementStrategy strategy) {
    PlacementRequest request = onFour().withRequiredNodes(Cluster.id("c"), Cluster.id("d"));
    assertThat(nodes(strategy, request)).contains(Cluster.id("c"), Cluster.id("d"));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void forbiddenNodesDoNot(PlacementStrategy strategy) {
    PlacementRequest request = onFour().withForbiddenNodes(Cluster.id("a"), Cluster.id("b"));
    assertThat(nodes(strategy, request)).doesNotContain(Cluster.id("a"), Cluster.id("b"));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void preferredNodesAreTakenWhenAllElseIsEqual(PlacementStrategy strategy) {
    PlacementRequest request =
        onFour()
            .withMinNodes(2)
            .withMaxNodes(2)
            .withPreferredNodes(Cluster.id("b"), Cluster.id("d"));
    assertThat(nodes(strategy, request)).containsExactly(Cluster.id("b"), Cluster.id("d"));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void theNumberOfNodesStaysWithinTheBounds(PlacementStrategy strategy) {
    assertThat(nodes(strategy, onFour().withMinNodes(2).withMaxNodes(3))).hasSizeBetween(2, 3);
    assertThat(nodes(strategy, onFour().withMinNodes(-7))).isNotEmpty();
  }

  @Test
  void aRequiredNodeThatIsGoneIsNamed() {
    Unplaceable refused =
        (Unplaceable)
            new LargestCycleStrategy().place(onFour().withRequiredNodes(Cluster.id("ghost")));
    assertThat(refused.refusal().code()).isEqualTo(RefusalCode.INSUFFICIENT_MEMORY);
    assertThat(refused.refusal().referenceText())
        .isEqualTo("No cycles found with sufficient memory");
    assertThat(refused.refusal().detail()).contains("[ghost]");
  }
}
