package org.exojvm.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.card;
import static org.exojvm.core.reconcile.Fixtures.node;
import static org.exojvm.core.reconcile.Fixtures.ring;
import static org.exojvm.core.reconcile.Fixtures.shards;

import java.util.Objects;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.ShardMetadata.CfgShardMetadata;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.instance.ShardWeights;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.junit.jupiter.api.Test;

/** Goal: a node offers what it measured, less what is promised, and never less than nothing. */
class MemoryLedgerTest {

  private final TestCluster cluster = TestCluster.connected("a", "b");

  @Test
  void withoutInstancesANodeOffersWhatItMeasured() {
    assertThat(free("a")).isEqualTo(Memory.ofGib(64));
  }

  @Test
  void aNodeThatHasNotReportedOffersNothing() {
    cluster.edge("a", "c", Fixtures.socketTo("c"));
    assertThat(MemoryLedger.freeMemory(cluster.state(), MemoryPolicy.NONE))
        .doesNotContainKey(node("c"));
  }

  @Test
  void theHeadroomOfANodeIsNeverGivenAway() {
    MemoryPolicy policy =
        MemoryPolicy.NONE.withHeadroomFraction(0.25).withHeadroomBytes(Memory.ofGib(4));
    assertThat(free("a", policy)).isEqualTo(Memory.ofGib(64 - 16 - 4));
  }

  @Test
  void aNodeThatMeasuredLessThanNothingHasNothing() {
    cluster.memory("a", -3);
    assertThat(free("a")).isEqualTo(Memory.ZERO);
    assertThat(free("a", MemoryPolicy.defaults())).isEqualTo(Memory.ZERO);
  }

  @Test
  void whatIsPromisedTwiceIsNotLessThanNothing() {
    place(1_000);
    assertThat(free("a")).isEqualTo(Memory.ZERO);
  }

  @Test
  void pipelineSharesAreByLayersRoundedDownAndTensorSharesRoundedUp() {
    ModelCard card = card(0).withStorageSize(Memory.ofBytes(100));
    assertThat(ShardWeights.of(new PipelineShardMetadata(card, 0, 3, false, null, 0, 11, 32)))
        .isEqualTo(Memory.ofBytes(34));
    assertThat(ShardWeights.of(new TensorShardMetadata(card, 0, 3, false, null, 0, 32, 32)))
        .isEqualTo(Memory.ofBytes(34));
    assertThat(
            ShardWeights.of(new CfgShardMetadata(card, 0, 4, false, null, 0, 16, 32, 0, 2, 0, 2)))
        .isEqualTo(Memory.ofBytes(50));
  }

  @Test
  void sizesBeyondSixtyFourBitsAreHeldAtTheLimit() {
    ModelCard card = card(0).withStorageSize(Memory.ofBytes(Long.MAX_VALUE));
    assertThat(ShardWeights.of(new PipelineShardMetadata(card, 0, 1, false, null, 0, 64, 32)))
        .isEqualTo(Memory.ofBytes(Long.MAX_VALUE));
  }

  private void place(long gib) {
    MlxRingInstance ring = (MlxRingInstance) ring("i", null, "a", "b");
    cluster.place(ring.withShardAssignments(shards("i", gib, "a", "b")));
  }

  private Memory free(String node) {
    return free(node, MemoryPolicy.NONE);
  }

  private Memory free(String node, MemoryPolicy policy) {
    return Objects.requireNonNull(MemoryLedger.freeMemory(cluster.state(), policy).get(node(node)));
  }
}
