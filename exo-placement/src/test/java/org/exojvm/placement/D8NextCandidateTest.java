package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.RefusalCode;
import org.junit.jupiter.api.Test;

/** Goal: a candidate that cannot be assigned is followed by the next, rotations first (D8). */
class D8NextCandidateTest {

  private static final LargestCycleStrategy LARGEST = new LargestCycleStrategy();

  @Test
  void aOneWayRingIsFollowedByTheLargestThatWorks() {
    // a, b and c form a directed cycle, but only a and b reach each other both ways.
    Cluster cluster =
        Cluster.of(64, 64, 64).socket("a", "b").socket("b", "a").socket("b", "c").socket("c", "a");
    Placed placed = (Placed) LARGEST.place(cluster.request(Cluster.card(100, 20)));
    assertThat(placed.score().cycle().nodes()).containsExactly(Cluster.id("a"), Cluster.id("b"));
    assertThat(placed.considered()).isEqualTo(1);
    assertThat(placed.provedOptimal()).isTrue();
  }

  @Test
  void moreNodesThanLayersAreFollowedByAsManyAsThereAreLayers() {
    PlacementRequest request = Cluster.of(64, 64, 64).meshed().request(Cluster.card(100, 2));
    assertThat(((Placed) LARGEST.place(request)).score().cycle().nodes()).hasSize(2);
  }

  @Test
  void anotherRotationIsTriedBeforeAnotherCycle() {
    // The quotas are 1.5 and 4.5 of 6 layers, so the lower rank gets one more; a has no room for 2.
    Cluster cluster =
        Cluster.empty().node("a", Memory.ofBytes(10)).node("b", Memory.ofBytes(30)).meshed();
    PlacementRequest request = cluster.request(Cluster.card(Memory.ofBytes(36), 6));
    Placed placed = (Placed) LARGEST.place(request);
    assertThat(placed.score().cycle().nodes()).containsExactly(Cluster.id("b"), Cluster.id("a"));
    assertThat(placed.considered()).isEqualTo(1);
  }

  @Test
  void aCoordinatorThatAllReachIsMadeRankZero() {
    Cluster cluster = Cluster.of(64, 64, 64).rdmaMeshed().socket("a", "c").socket("b", "c");
    PlacementRequest request =
        cluster.request(Cluster.card(100, 20)).withInstanceMeta(InstanceMeta.MLX_JACCL);
    Placed placed = (Placed) LARGEST.place(request);
    assertThat(placed.score().cycle().nodes().getFirst()).isEqualTo(Cluster.id("c"));
  }

  @Test
  void aRefusalExplainsTheBestCandidateAndNamesOtherReasons() {
    // The cycle of three is one way; each pair and single lacks the memory.
    Cluster cluster = Cluster.of(64, 64, 64).socket("a", "b").socket("b", "c").socket("c", "a");
    Unplaceable refused = (Unplaceable) LARGEST.place(cluster.request(Cluster.card(150, 20)));
    assertThat(refused.refusal().code()).isEqualTo(RefusalCode.RING_CONNECTIVITY);
    assertThat(refused.refusal().referenceText())
        .isEqualTo("MLX ring backend requires connectivity between neighbouring nodes");
    assertThat(refused.refusal().detail()).contains("node a has no socket link to its neighbour c");
  }
}
