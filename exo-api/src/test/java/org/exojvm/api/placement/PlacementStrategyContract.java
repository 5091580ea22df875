package org.exojvm.api.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.junit.jupiter.api.Test;

/**
 * Goal: what every {@link PlacementStrategy} has to do. A strategy's own test extends this class
 * and says how to get one. Which placement is best is not looked at: that is what a strategy is
 * for.
 */
public abstract class PlacementStrategyContract {

  private static final int TRIES = 300;

  /** Returns the strategy under test. */
  protected abstract PlacementStrategy strategy();

  @Provide
  final Arbitrary<PlacementRequest> requests() {
    return PlacementRequests.any();
  }

  @Test
  void itsNameIsWellFormedAndStaysTheSame() {
    assertThat(strategy().name()).matches("[a-z0-9]+(-[a-z0-9]+)*").isEqualTo(strategy().name());
  }

  @Test
  void aModelThatFitsOnTheOnlyNodeIsPlacedThere() {
    PlacementRequest request = PlacementRequests.onNodes(1, 100, 60);
    assertThat(strategy().place(request)).isInstanceOf(Placed.class);
    assertThat(strategy().place(request.withInstanceMeta(InstanceMeta.MLX_JACCL)))
        .as("alone, a node is placed as a ring even where RDMA is asked for")
        .isInstanceOf(Placed.class);
  }

  @Test
  void twoNodesAreTakenWhereBothAreRequired() {
    PlacementRequest request = PlacementRequests.onNodes(2, 100, 60);
    ImmutableSet<NodeId> both = ImmutableSet.copyOf(request.topology().nodes());
    assertThat(strategy().place(request.withRequiredNodes(both))).isInstanceOf(Placed.class);
  }

  @Test
  void anEmptyClusterIsRefused() {
    assertThat(strategy().place(PlacementRequests.onNodes(0, 100, 60)))
        .isInstanceOf(Unplaceable.class);
  }

  @Test
  void aModelLargerThanTheClusterIsRefusedWithNumbers() {
    assertThat(strategy().place(PlacementRequests.onNodes(3, 100, 400)))
        .isInstanceOfSatisfying(
            Unplaceable.class, refused -> assertThat(refused.refusal().numbers()).isNotEmpty());
  }

  /** Bounds, required and forbidden nodes, memory, shards, links: all that the validator knows. */
  @Property(tries = TRIES)
  void whatItPlacesIsValid(@ForAll("requests") PlacementRequest request) {
    if (strategy().place(request) instanceof Placed placed) {
      assertThat(PlacementValidator.violations(request, placed.instance())).isEmpty();
      assertThat(placed.score().cycle().nodes())
          .as("the nodes of the score are the nodes of the instance, in rank order")
          .containsExactlyElementsOf(placed.instance().shardAssignments().nodeToRunner().keySet());
    }
  }

  @Property(tries = TRIES)
  void whatItRefusesHasReasonsForPeople(@ForAll("requests") PlacementRequest request) {
    if (strategy().place(request) instanceof Unplaceable refused) {
      RefusalChecks.check(refused.refusal());
      refused.others().forEach(RefusalChecks::check);
    }
  }

  @Property(tries = TRIES)
  void theSameRequestGivesAnEqualAnswer(@ForAll("requests") PlacementRequest request) {
    assertThat(strategy().place(request)).isEqualTo(strategy().place(request));
  }

  @Property(tries = TRIES)
  void aTinyBudgetIsAnsweredToo(
      @ForAll("requests") PlacementRequest request, @ForAll @IntRange(max = 20) int budget) {
    PlacementResult result = strategy().place(request.withSearchBudget(budget));
    if (result instanceof Placed placed) {
      assertThat(PlacementValidator.violations(request, placed.instance())).isEmpty();
      assertThat(placed.considered()).isBetween(1L, Math.max(1L, budget));
    }
  }

  @Property(tries = TRIES / 3)
  void aContradictionIsRefusedAsOne(@ForAll("requests") PlacementRequest request) {
    NodeId torn = NodeId.of("a");
    assertContradiction(
        request.withRequiredNodes(torn).withForbiddenNodes(torn).withMaxNodes((Integer) null));
    assertContradiction(request.withMinNodes(3).withMaxNodes(2));
    assertContradiction(
        request
            .withMinNodes(1)
            .withMaxNodes(1)
            .withForbiddenNodes()
            .withRequiredNodes(torn, NodeId.of("b")));
  }

  private void assertContradiction(PlacementRequest request) {
    assertThat(strategy().place(request))
        .isInstanceOfSatisfying(
            Unplaceable.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.CONTRADICTION));
  }
}
