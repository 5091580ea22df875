package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.RefusalCode;
import org.junit.jupiter.api.Test;

/** Goal: no node is given more than it has free, whatever the sharding (D9). */
class D9EveryShareIsCheckedTest {

  private static final LargestCycleStrategy LARGEST = new LargestCycleStrategy();

  private static PlacementRefusal refusal(PlacementRequest request) {
    return ((Unplaceable) LARGEST.place(request)).refusal();
  }

  @Test
  void aSliceOfEveryLayerMustFitOnEachNode() {
    PlacementRequest request =
        Cluster.of(10, 100)
            .meshed()
            .request(Cluster.card(105, 4))
            .withSharding(Sharding.TENSOR)
            .withMinNodes(2);
    PlacementRefusal refusal = refusal(request);
    assertThat(refusal.code()).isEqualTo(RefusalCode.NODE_MEMORY);
    assertThat(refusal.referenceText())
        .isEqualTo(
            "Node 0 (a) has insufficient memory: requires 52.50 GB for 4 layers,"
                + " but only has 10.00 GB available");
    assertThat(refusal.numbers())
        .containsEntry("requiredBytes", Memory.ofGib(105).inBytes() / 2)
        .containsEntry("freeBytes", Memory.ofGib(10).inBytes())
        .containsEntry("rank", 0L);
  }

  @Test
  void aSliceIsRoundedUp() {
    Cluster cluster =
        Cluster.empty().node("a", Memory.ofBytes(5)).node("b", Memory.ofBytes(6)).meshed();
    PlacementRequest request =
        cluster
            .request(Cluster.card(Memory.ofBytes(11), 4))
            .withSharding(Sharding.TENSOR)
            .withMinNodes(2);
    assertThat(refusal(request).code()).isEqualTo(RefusalCode.NODE_MEMORY);
  }

  @Test
  void bothGuidanceGroupsMustHoldTheModel() {
    PlacementRequest request =
        Cluster.of(10, 100).meshed().request(Cluster.card(50, 4).withUsesCfg(true)).withMinNodes(2);
    assertThat(refusal(request).code()).isEqualTo(RefusalCode.NODE_MEMORY);
  }

  @Test
  void theShareOfLayersMustFitOnEachNode() {
    // Two layers on two nodes: one each, though a has a tenth of the memory.
    PlacementRequest request =
        Cluster.of(10, 90).meshed().request(Cluster.card(60, 2)).withMinNodes(2);
    assertThat(refusal(request).referenceText())
        .isEqualTo(
            "Node 0 (a) has insufficient memory: requires 30.00 GB for 1 layers,"
                + " but only has 10.00 GB available");
    assertThat(refusal(request).hint())
        .isEqualTo("Free 20 GiB on node a, forbid it, or choose a smaller quantization.");
  }

  @Test
  void aNodeThatHasNotReportedMemoryOffersNone() {
    Cluster cluster = Cluster.of(100).silentNode("b").meshed();
    PlacementRequest request = cluster.request(Cluster.card(50, 10));
    assertThat(((Placed) LARGEST.place(request)).score().cycle().nodes())
        .containsExactly(Cluster.id("a"));
    assertThat(refusal(request.withMinNodes(2)).detail())
        .contains("nodes [b] have not reported memory");
  }

  @Test
  void aNodeThatHasPromisedMoreThanItHasOffersNone() {
    Cluster cluster = Cluster.of(100).node("b", Memory.ofBytes(-5)).meshed();
    assertThat(refusal(cluster.request(Cluster.card(50, 10)).withMinNodes(2)).code())
        .isEqualTo(RefusalCode.NODE_MEMORY);
  }
}
