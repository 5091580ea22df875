package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementValidator;
import org.junit.jupiter.api.Test;

/** Goal: clusters on which enumerating every cycle takes for ever are answered (D17). */
class D17PlacementScalesTest {

  private static final LargestCycleStrategy LARGEST = new LargestCycleStrategy();

  private static Cluster cluster(int nodes) {
    return Cluster.of(LongStream.generate(() -> 64).limit(nodes).toArray());
  }

  private static Placed placed(PlacementRequest request) {
    PlacementResult result = LARGEST.place(request);
    assertThat(result).isInstanceOf(Placed.class);
    Placed placed = (Placed) result;
    assertThat(PlacementValidator.violations(request, placed.instance())).isEmpty();
    return placed;
  }

  @Test
  void aFullMeshOfTwelveIsAnsweredAndProved() {
    Placed placed = placed(cluster(12).meshed().request(Cluster.card(500, 61)));
    assertThat(placed.score().cycle().nodes()).hasSize(12);
    assertThat(placed.provedOptimal()).isTrue();
  }

  @Test
  void aRingOfTwelveIsAnsweredAndProved() {
    Placed placed = placed(cluster(12).ringed().request(Cluster.card(500, 61)));
    assertThat(placed.score().cycle().nodes()).hasSize(12);
    assertThat(placed.provedOptimal()).isTrue();
  }

  @Test
  void anRdmaMeshOfTwelveYieldsTheEightThatJacclConnects() {
    PlacementRequest request =
        cluster(12)
            .meshed()
            .rdmaMeshed()
            .request(Cluster.card(100, 61))
            .withInstanceMeta(InstanceMeta.MLX_JACCL);
    Placed placed = placed(request);
    assertThat(placed.score().cycle().nodes()).hasSize(8);
    assertThat(placed.provedOptimal()).isTrue();
  }

  @Test
  void aMeshOfTwelveWithFewLayersFallsBackToTheLargestThatHasALayerEach() {
    Placed placed = placed(cluster(12).meshed().request(Cluster.card(100, 7)));
    assertThat(placed.score().cycle().nodes()).hasSize(7);
    assertThat(placed.provedOptimal()).isTrue();
  }

  @Test
  void aMeshOfTwelveWithAModelOfTwoGuidanceGroupsIsProved() {
    PlacementRequest request =
        cluster(12).meshed().request(Cluster.card(300, 61).withUsesCfg(true));
    Placed placed = placed(request);
    assertThat(placed.score().cycle().nodes()).hasSize(12);
    assertThat(placed.provedOptimal()).isTrue();
  }

  @Test
  void aMeshOfTwentyFourIsPlacedAndProved() {
    Placed placed = placed(cluster(24).meshed().request(Cluster.card(500, 61)));
    assertThat(placed.score().cycle().nodes()).hasSize(24);
    assertThat(placed.provedOptimal()).isTrue();
  }

  @Test
  void manySeparatePairsAreProvedHoweverManyNodesThereAre() {
    Cluster cluster = cluster(24);
    for (int i = 0; i < 24; i += 2) {
      String left = Character.toString('a' + i);
      String right = Character.toString('a' + i + 1);
      cluster.socket(left, right).socket(right, left);
    }
    Placed placed = placed(cluster.request(Cluster.card(100, 61)));
    assertThat(placed.score().cycle().nodes()).hasSize(2);
    assertThat(placed.provedOptimal()).isTrue();
  }

  @Test
  void aMeshOfEighteenWithSixteenLayersUsesSixteen() {
    Placed placed = placed(cluster(18).meshed().request(Cluster.card(200, 16)));
    assertThat(placed.score().cycle().nodes()).hasSize(16);
    assertThat(placed.provedOptimal()).isTrue();
  }

  @Test
  void aMeshOfSixtyFourWithSixtyOneLayersUsesSixtyOneAndIsProved() {
    Placed placed = placed(LargeClusters.mesh(64).request(658, 61));
    assertThat(placed.score().cycle().nodes()).hasSize(61);
    assertThat(placed.provedOptimal()).isTrue();
  }

  @Test
  void aMeshOfFiveHundredAndTwelveIsProved() {
    Placed placed = placed(LargeClusters.mesh(512).request(658, 61));
    assertThat(placed.score().cycle().nodes()).hasSize(61);
    assertThat(placed.provedOptimal()).isTrue();
  }

  @Test
  void aRingOfSixtyFourIsUsedWholeAndProved() {
    Placed placed = placed(LargeClusters.circle(64, 1).request(658, 80));
    assertThat(placed.score().cycle().nodes()).hasSize(64);
    assertThat(placed.provedOptimal()).isTrue();
  }

  @Test
  void aRingOfSixtyFourWithFewerLayersLeavesPairsAndThatIsProved() {
    Placed placed = placed(LargeClusters.circle(64, 1).request(100, 61));
    assertThat(placed.score().cycle().nodes()).hasSize(2);
    assertThat(placed.provedOptimal()).isTrue();
  }

  @Test
  void fiveHundredNodesWithEightNeighboursUseANodePerLayer() {
    for (LargeClusters cluster :
        List.of(LargeClusters.circle(512, 1, 2, 3, 4), LargeClusters.circle(512, 1, 18, 93, 210))) {
      assertThat(placed(cluster.request(658, 61)).score().cycle().nodes()).hasSize(61);
    }
  }

  @Test
  void aGangOfEightFindsTheRackWithMostMemory() {
    PlacementRequest request =
        LargeClusters.racks(125)
            .request(400, 61)
            .withInstanceMeta(InstanceMeta.MLX_JACCL)
            .withSharding(Sharding.TENSOR)
            .withMinNodes(8)
            .withMaxNodes(8);
    Placed placed = placed(request);
    assertThat(placed.provedOptimal()).isTrue();
    assertThat(placed.score().totalFreeMemory()).isEqualTo(LargeClusters.richestRack(request, 8));
  }

  @Test
  void anRdmaMeshOfFortyIsBranchedAndProved() {
    PlacementRequest request =
        LargeClusters.rdmaMesh(40)
            .request(400, 61)
            .withInstanceMeta(InstanceMeta.MLX_JACCL)
            .withSharding(Sharding.TENSOR);
    Placed placed = placed(request);
    assertThat(placed.score().cycle().nodes()).hasSize(8);
    assertThat(placed.provedOptimal()).isTrue();
  }

  @Test
  void tenThousandNodesWithoutALinkAreAnswered() {
    LargeClusters cluster = LargeClusters.circle(10_000);
    assertThat(placed(cluster.request(40, 61)).score().cycle().nodes()).hasSize(1);
    assertThat(LARGEST.place(cluster.request(658, 61).withMinNodes(2)))
        .isInstanceOfSatisfying(
            PlacementResult.Unplaceable.class, refused -> assertThat(refused.proved()).isTrue());
  }

  @Test
  void theSmallestCycleOfAModelThatNeedsSixOfFiveHundredIsFound() {
    PlacementRequest request = LargeClusters.circle(512, 1, 18, 93, 210).request(1200, 61);
    Placed placed = (Placed) new SmallestCycleStrategy().place(request);
    assertThat(PlacementValidator.violations(request, placed.instance())).isEmpty();
    assertThat(placed.score().cycle().nodes()).hasSizeLessThanOrEqualTo(7);
  }

  @Test
  void aBudgetThatEndsIsTold() {
    PlacementRequest request =
        LargeClusters.mesh(40).request(600, 61).withMinNodes(30).withSearchBudget(20);
    assertThat(LARGEST.place(request))
        .isInstanceOfSatisfying(
            PlacementResult.Unplaceable.class,
            refused -> {
              assertThat(refused.proved()).isFalse();
              assertThat(refused.refusal().detail()).contains("the search budget of 20 ended");
            });
  }

  @Test
  void aSmallBudgetIsAnsweredWithoutAProof() {
    PlacementRequest request =
        cluster(12).meshed().request(Cluster.card(100, 61)).withSearchBudget(500);
    assertThat(placed(request).provedOptimal()).isFalse();
  }
}
