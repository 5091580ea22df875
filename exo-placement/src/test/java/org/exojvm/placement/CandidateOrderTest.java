package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementStrategy;
import org.junit.jupiter.api.Test;

/** Goal: candidates are ranked by size, leaves, memory, preferred nodes and ids, in this order. */
class CandidateOrderTest {

  private static final PlacementStrategy LARGEST = new LargestCycleStrategy();
  private static final PlacementStrategy SMALLEST = new SmallestCycleStrategy();

  private static List<NodeId> nodes(PlacementStrategy strategy, PlacementRequest request) {
    return ((Placed) strategy.place(request)).score().cycle().nodes();
  }

  private static List<NodeId> ids(String... names) {
    return List.of(names).stream().map(Cluster::id).toList();
  }

  /** A line a-b-c-d: its ends are leaves, its middle has most memory. */
  private static Cluster line() {
    Cluster cluster = Cluster.of(20, 90, 90, 30);
    for (String link : List.of("ab", "bc", "cd")) {
      String left = link.substring(0, 1);
      String right = link.substring(1);
      cluster.socket(left, right).socket(right, left);
    }
    return cluster;
  }

  @Test
  void aLeafBeatsMoreMemory() {
    Placed placed = (Placed) LARGEST.place(line().request(Cluster.card(60, 30)));
    assertThat(placed.score().hasLeaf()).isTrue();
    assertThat(placed.score().cycle().nodes()).isEqualTo(ids("c", "d"));
  }

  @Test
  void largestCycleTakesAllNodesAndSmallestCycleTakesOne() {
    PlacementRequest request = Cluster.of(50, 70, 60).meshed().request(Cluster.card(40, 30));
    assertThat(nodes(LARGEST, request)).isEqualTo(ids("a", "b", "c"));
    assertThat(nodes(SMALLEST, request)).isEqualTo(ids("b"));
  }

  @Test
  void smallestCycleTakesAsManyAsTheModelNeeds() {
    PlacementRequest request = Cluster.of(50, 70, 60).meshed().request(Cluster.card(100, 30));
    assertThat(nodes(SMALLEST, request)).isEqualTo(ids("b", "c"));
  }

  @Test
  void moreMemoryBeatsPreferredNodesWhichBeatIds() {
    PlacementRequest request =
        Cluster.of(50, 50, 60)
            .meshed()
            .request(Cluster.card(40, 30))
            .withPreferredNodes(Cluster.id("b"));
    assertThat(nodes(SMALLEST, request)).isEqualTo(ids("c"));
    assertThat(nodes(SMALLEST, request.withForbiddenNodes(Cluster.id("c")))).isEqualTo(ids("b"));
    assertThat(nodes(SMALLEST, request.withForbiddenNodes(Cluster.id("c")).withPreferredNodes()))
        .isEqualTo(ids("a"));
  }

  @Test
  void aPreferenceForPackingOrSpreadingOverrulesTheOrderOfSizes() {
    PlacementRequest request = Cluster.of(50, 70, 60).meshed().request(Cluster.card(40, 30));
    assertThat(nodes(LARGEST, request.withPreference(PlacementPreference.PACK)))
        .isEqualTo(ids("a"));
    assertThat(nodes(SMALLEST, request.withPreference(PlacementPreference.SPREAD))).hasSize(3);
  }

  @Test
  void aNodeThatJoinsWithoutLinksMovesNothing() {
    Cluster cluster = Cluster.of(50, 70, 60).meshed();
    List<NodeId> before = nodes(LARGEST, cluster.request(Cluster.card(100, 30)));
    cluster.node("d", Cluster.gib(500));
    assertThat(nodes(LARGEST, cluster.request(Cluster.card(100, 30)))).isEqualTo(before);
  }
}
