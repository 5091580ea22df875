package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.intent;

import org.exojvm.api.id.InstanceId;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.core.reconcile.TestCluster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** D12: what a strategy or an intent gets wrong becomes a reason, and nothing stops. */
class D12BadStrategiesTest {

  private final TestCluster cluster = TestCluster.connected("a", "b");
  private final IntentRun run = new IntentRun(cluster);

  @Test
  void aStrategyThatThrowsIsNamedAsTheReason() {
    cluster.declare(intent("m"));
    run.strategy(
        new Fake() {
          @Override
          public PlacementResult place(PlacementRequest request) {
            throw new IllegalStateException("index 7 out of 3");
          }
        });
    placeRepeatedly();
    assertThat(error()).contains("index 7 out of 3");
  }

  @Test
  void aStrategyThatRecursesForEverIsNamedAsTheReason() {
    cluster.declare(intent("m"));
    run.strategy(
        new Fake() {
          @Override
          public PlacementResult place(PlacementRequest request) {
            return request.minNodes() < 0
                ? new FirstNodes().place(request)
                : place(request.withMinNodes(request.minNodes() | 1));
          }
        });
    placeRepeatedly();
    assertThat(error()).contains("StackOverflowError");
  }

  @Test
  void anInvalidPlacementIsRefusedAndNotSearchedForAgainAndAgain() {
    cluster.declare(intent("m"));
    run.strategy(
        new Fake() {
          @Override
          public PlacementResult place(PlacementRequest request) {
            Placed valid = (Placed) new FirstNodes().place(request);
            MlxRingInstance ring = (MlxRingInstance) valid.instance();
            return new Placed(
                ring.withInstanceId(InstanceId.of("another")), valid.score(), 1, true);
          }
        });
    placeRepeatedly();
    assertThat(error()).contains("invalid placement");
    assertThat(run.instancesOf("m")).isEmpty();
  }

  @Test
  void anUnknownStrategyIsRefusedWithTheKnownOnes() {
    MetaInstance plain = intent("m");
    cluster.declare(plain.withSpec(plain.spec().withStrategy("largest-circle")));
    assertThat(run.tick().effects()).isEmpty();
    assertThat(error())
        .isEqualTo(
            "Unknown placement strategy \"largest-circle\". Choose one of: first-nodes, other.");
    assertThat(run.tick().events()).isEmpty();
  }

  @Test
  void oneBadIntentDoesNotHoldUpAnother() {
    MetaInstance bad = intent("bad");
    cluster.declare(bad.withSpec(bad.spec().withStrategy("none"))).declare(intent("good"));
    run.tick();
    run.answerAll();
    assertThat(run.instancesOf("good")).hasSize(1);
  }

  private void placeRepeatedly() {
    run.tick();
    run.answerAll();
    long idx = cluster.state().lastEventAppliedIdx();
    assertThat(run.ticks(5)).isEmpty();
    assertThat(cluster.state().lastEventAppliedIdx()).isEqualTo(idx);
  }

  private @Nullable String error() {
    return cluster.intent("m").status().placementError();
  }

  private abstract static class Fake implements PlacementStrategy {
    @Override
    public String name() {
      return FirstNodes.NAME;
    }
  }
}
