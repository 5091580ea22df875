package org.exojvm.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.ring;
import static org.exojvm.core.reconcile.Reconciliation.instanceRunnersFailed;

import com.google.common.collect.ImmutableMap;
import java.util.Objects;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerRunning;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.core.info.GatheredInfo.MiscData;
import org.exojvm.core.reconcile.RunnerFailure.Failed;
import org.exojvm.core.reconcile.RunnerFailure.None;
import org.junit.jupiter.api.Test;

/** D5: the text of a failure is the same on every run, and names nodes as people know them. */
class D5FailureTextTest {

  private final TestCluster cluster =
      new TestCluster().place(ring("i", null, "a", "b", "c")).serve("i");

  @Test
  void partsAreInDeviceRankOrder() {
    MlxRingInstance placed = (MlxRingInstance) Objects.requireNonNull(cluster.instance("i"));
    cluster.place(placed.withShardAssignments(reversed(placed.shardAssignments())));
    failAll();
    assertThat(failure()).isEqualTo(new Failed("a: boom a; b: boom b; c: boom c"));
  }

  @Test
  void aNodeIsCalledByItsStoredNameEvenIfUnknownAndByItsIdWithoutOne() {
    cluster.gathered("a", new MiscData("Studio 1"));
    cluster.gathered("b", new MiscData("Unknown"));
    failAll();
    assertThat(failure()).isEqualTo(new Failed("Studio 1: boom a; Unknown: boom b; c: boom c"));
  }

  @Test
  void runnersThatSaidNothingLeaveAPlainSentence() {
    cluster.report("i", "a", new RunnerFailed(null)).report("i", "b", new RunnerFailed(""));
    cluster.shutDown("i", "c");
    assertThat(failure()).isEqualTo(new Failed("Runner failed"));
  }

  @Test
  void oneRunnerStillAliveMeansNotFailedYet() {
    failAll();
    cluster.report("i", "b", new RunnerRunning());
    assertThat(failure()).isEqualTo(new None());
  }

  @Test
  void runnersThatWereAllShutDownHaveNotFailed() {
    cluster.shutDown("i", "a").shutDown("i", "b").shutDown("i", "c");
    assertThat(failure()).isEqualTo(new None());
  }

  private static ShardAssignments reversed(ShardAssignments shards) {
    return new ShardAssignments(
        shards.modelId(),
        shards.runnerToShard(),
        shards.nodeToRunner().entrySet().asList().reverse().stream()
            .collect(ImmutableMap.toImmutableMap(e -> e.getKey(), e -> e.getValue())));
  }

  private void failAll() {
    for (String node : new String[] {"a", "b", "c"}) {
      cluster.report("i", node, new RunnerFailed("boom " + node));
    }
  }

  private RunnerFailure failure() {
    return instanceRunnersFailed(
        Objects.requireNonNull(cluster.instance("i")),
        cluster.state().runners(),
        cluster.state().nodeIdentities());
  }
}
