package org.exojvm.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.card;
import static org.exojvm.core.reconcile.Fixtures.node;
import static org.exojvm.core.reconcile.Fixtures.ring;
import static org.exojvm.core.reconcile.Fixtures.shards;

import java.util.Objects;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerLoaded;
import org.exojvm.api.engine.RunnerStatus.RunnerLoading;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerRunning;
import org.exojvm.api.engine.RunnerStatus.RunnerWarmingUp;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.ShardMetadata.CfgShardMetadata;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.instance.ShardWeights;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.junit.jupiter.api.Test;

class MemoryLedgerTest {

  private final TestCluster cluster = TestCluster.connected("a", "b");

  @Test
  void withoutInstancesANodeOffersWhatItMeasured() {
    assertThat(free("a")).isEqualTo(Memory.ofGib(64));
  }

  @Test
  void aNodeThatHasNotReportedOffersNothing() {
    cluster.edge("a", "c", Fixtures.socketTo("c"));
    assertThat(MemoryLedger.freeMemory(cluster.state())).doesNotContainKey(node("c"));
  }

  @Test
  void aRunnerHasItsShareUntilItsWeightsAreInMemory() {
    place(20);
    assertThat(free("a")).isEqualTo(Memory.ofGib(54));
    cluster.report("i", "a", new RunnerLoading());
    assertThat(free("a")).isEqualTo(Memory.ofGib(54));
    for (RunnerStatus loaded :
        new RunnerStatus[] {
          new RunnerLoaded(), new RunnerWarmingUp(), new RunnerReady(), new RunnerRunning()
        }) {
      cluster.report("i", "a", loaded);
      assertThat(free("a")).isEqualTo(Memory.ofGib(64));
      assertThat(free("b")).isEqualTo(Memory.ofGib(54));
    }
  }

  @Test
  void aFailedRunnerWillBeStartedAnewAndKeepsItsShare() {
    place(20);
    cluster.report("i", "a", new RunnerFailed("boom"));
    assertThat(free("a")).isEqualTo(Memory.ofGib(54));
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
    return Objects.requireNonNull(MemoryLedger.freeMemory(cluster.state()).get(node(node)));
  }
}
