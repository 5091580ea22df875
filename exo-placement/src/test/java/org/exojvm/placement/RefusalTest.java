package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.RefusalCode;
import org.junit.jupiter.api.Test;

/** Goal: a refusal says what was found, in numbers, and what would make it fit. */
class RefusalTest {

  private static PlacementRefusal refusal(PlacementRequest request) {
    return ((Unplaceable) new LargestCycleStrategy().place(request)).refusal();
  }

  @Test
  void tooLittleMemoryNamesTheBestCycleAndTheGap() {
    PlacementRefusal refusal =
        refusal(
            Cluster.of(64, 32, 8).socket("a", "b").socket("b", "a").request(Cluster.card(120, 40)));
    assertThat(refusal.code()).isEqualTo(RefusalCode.INSUFFICIENT_MEMORY);
    assertThat(refusal.referenceText()).isEqualTo("No cycles found with sufficient memory");
    assertThat(refusal.detail()).isEqualTo("best cycle [a,b] has 96 GiB, needs 120 GiB");
    assertThat(refusal.hint())
        .isEqualTo("Add a node with at least 24 GiB free or choose a smaller quantization.");
    assertThat(refusal.numbers())
        .containsEntry("freeBytes", Memory.ofGib(96).inBytes())
        .containsEntry("requiredBytes", Memory.ofGib(120).inBytes())
        .containsEntry("missingBytes", Memory.ofGib(24).inBytes())
        .containsEntry("nodes", 2L);
  }

  @Test
  void tooFewNodesSayHowManyWereAskedFor() {
    PlacementRefusal refusal =
        refusal(Cluster.of(64, 64).meshed().request(Cluster.card(10, 40)).withMinNodes(3));
    assertThat(refusal.detail()).isEqualTo("no cycle of at least 3 nodes");
    assertThat(refusal.numbers()).containsEntry("minNodes", 3L).containsEntry("nodes", 2L);
  }

  @Test
  void anExactNumberOfNodesIsToldAsOne() {
    PlacementRequest request =
        Cluster.of(64, 64).meshed().request(Cluster.card(10, 40)).withMinNodes(3).withMaxNodes(3);
    assertThat(refusal(request).detail()).isEqualTo("no cycle of 3 nodes");
  }

  @Test
  void anEmptyClusterIsRefused() {
    assertThat(refusal(Cluster.empty().request(Cluster.card(10, 40))).code())
        .isEqualTo(RefusalCode.INSUFFICIENT_MEMORY);
  }

  @Test
  void aNodeBothRequiredAndForbiddenIsAContradiction() {
    PlacementRefusal refusal =
        refusal(
            Cluster.of(64, 64)
                .meshed()
                .request(Cluster.card(10, 40))
                .withRequiredNodes(Cluster.id("a"))
                .withForbiddenNodes(Cluster.id("a"), Cluster.id("b")));
    assertThat(refusal.code()).isEqualTo(RefusalCode.CONTRADICTION);
    assertThat(refusal.detail()).isEqualTo("Nodes [a] are both required and forbidden");
  }

  @Test
  void aMinimumAboveTheMaximumIsAContradiction() {
    PlacementRefusal refusal =
        refusal(Cluster.of(64).request(Cluster.card(10, 40)).withMinNodes(3).withMaxNodes(2));
    assertThat(refusal.code()).isEqualTo(RefusalCode.CONTRADICTION);
    assertThat(refusal.detail()).isEqualTo("minNodes (3) is greater than maxNodes (2)");
    assertThat(refusal.hint()).isEqualTo("Lower minNodes or raise maxNodes.");
  }

  @Test
  void moreRequiredNodesThanTheMaximumAreAContradiction() {
    PlacementRefusal refusal =
        refusal(
            Cluster.of(64, 64)
                .meshed()
                .request(Cluster.card(10, 40))
                .withMaxNodes(1)
                .withRequiredNodes(Cluster.id("a"), Cluster.id("b")));
    assertThat(refusal.code()).isEqualTo(RefusalCode.CONTRADICTION);
  }

  @Test
  void aModelWithoutTensorShardingIsRefusedByName() {
    PlacementRefusal refusal =
        refusal(
            Cluster.of(64)
                .request(Cluster.card(10, 40).withSupportsTensor(false))
                .withSharding(Sharding.TENSOR));
    assertThat(refusal.referenceText())
        .isEqualTo(
            "Requested Tensor sharding but this model does not support tensor parallelism:"
                + " org/model");
  }

  @Test
  void aHiddenSizeThatNoCandidateDividesIsRefused() {
    PlacementRefusal refusal =
        refusal(
            Cluster.of(64, 64, 64)
                .meshed()
                .request(Cluster.card(100, 40).withHiddenSize(1001))
                .withSharding(Sharding.TENSOR)
                .withMinNodes(2));
    assertThat(refusal.referenceText())
        .isEqualTo("No tensor sharding found for model with hidden_size 1001 candidate cycles");
    assertThat(refusal.detail()).endsWith("2, 3");
  }

  @Test
  void nodesWithoutAnyFreeMemoryAreRefused() {
    PlacementRefusal refusal = refusal(Cluster.of(0).request(Cluster.card(0, 4)));
    assertThat(refusal.referenceText())
        .isEqualTo("Cannot create shard assignments: total available memory is 0");
  }

  @Test
  void amountsAreRoundedHalfEvenOnTheExactBinaryValue() {
    // 0.125 GiB and 0.375 GiB lie exactly between two hundredths.
    Memory eighth = Memory.ofBytes(1L << 27);
    assertThat(
            PlacementRefusals.nodeMemory(0, Cluster.id("a"), 1, Memory.ofBytes(3L << 27), eighth)
                .referenceText())
        .contains("requires 0.38 GB")
        .contains("only has 0.12 GB");
  }
}
