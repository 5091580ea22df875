package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.exojvm.api.instance.InstanceMeta;
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
  void aSmallBudgetIsAnsweredWithoutAProof() {
    PlacementRequest request =
        cluster(12).meshed().request(Cluster.card(100, 61)).withSearchBudget(500);
    assertThat(placed(request).provedOptimal()).isFalse();
  }
}
