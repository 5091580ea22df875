package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.ring;
import static org.exojvm.core.reconcile.Fixtures.runner;

import java.util.Objects;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.id.EventId;
import org.exojvm.core.event.InstanceEvent.InstanceRetrying;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.reconcile.TestCluster;
import org.junit.jupiter.api.Test;

/** D20: a report of an attempt that was given up does not burn the next retry. */
class D20AttemptsTest {

  private final TestCluster cluster =
      TestCluster.connected("a", "b").declare(intent("m")).place(ring("i", "m", "a", "b"));
  private final ManagerRun<InstanceHealthMemory> health =
      new ManagerRun<>(new InstanceHealthManager(InstanceHealthConfig.defaults()), cluster);

  @Test
  void lateReportsOfTheAttemptBeforeAreNotCounted() {
    fail(0);
    assertThat(health.tick()).singleElement().isInstanceOf(InstanceRetrying.class);
    fail(0);
    assertThat(health.ticks(5)).isEmpty();
    assertThat(cluster.intent("m").status().consecutiveFailures()).isEqualTo(1);
  }

  @Test
  void reportsOfTheNewAttemptAre() {
    fail(0);
    health.tick();
    assertThat(Objects.requireNonNull(cluster.instance("i")).attempt()).isEqualTo(1);
    fail(1);
    assertThat(health.tick()).hasSize(1);
    assertThat(cluster.intent("m").status().consecutiveFailures()).isEqualTo(2);
  }

  private void fail(long attempt) {
    for (String node : new String[] {"a", "b"}) {
      cluster.apply(
          new RunnerStatusUpdated(
              EventId.of("e"), runner("i", node), new RunnerFailed("boom"), attempt));
    }
  }
}
