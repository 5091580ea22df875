package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.core.engine.simulated.SimulatedFault;
import org.exojvm.core.engine.simulated.SimulatedPhase;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.task.LifecycleTask;
import org.exojvm.core.task.LifecycleTask.CreateRunner;
import org.junit.jupiter.api.Test;

/** D20: runners belong to an attempt; a new attempt is made of new runners only. */
class D20AttemptsOfRunnersTest {

  @Test
  void reportsCarryTheAttemptUnderWhichTheRunnerWasStarted() {
    TestCluster cluster = new TestCluster(2);
    cluster.create(2);
    cluster.time.pass(10_000);
    cluster.retry();
    int before = cluster.log.size();
    cluster.time.pass(10_000);
    assertThat(cluster.log.subList(0, before).stream())
        .filteredOn(RunnerStatusUpdated.class::isInstance)
        .allMatch(event -> Long.valueOf(0).equals(((RunnerStatusUpdated) event).attempt()));
    assertThat(cluster.events(RunnerStatusUpdated.class).toList())
        .filteredOn(event -> event.runnerStatus() instanceof RunnerReady)
        .extracting(RunnerStatusUpdated::attempt)
        .containsExactly(0L, 0L, 1L, 1L);
  }

  @Test
  void healthySiblingIsStartedAnewSoThatTheGroupConnectsAgain() {
    TestCluster cluster = new TestCluster(2);
    cluster.create(2);
    cluster.time.pass(10_000);
    cluster.retry();
    cluster.time.pass(10_000);
    assertThat(cluster.created(CreateRunner.class)).hasSize(4);
    assertThat(cluster.status(0)).isEqualTo(new RunnerReady());
    assertThat(cluster.status(1)).isEqualTo(new RunnerReady());
  }

  @Test
  void lateReportOfAnOlderAttemptDoesNotReachTheNewRunner() {
    TestCluster cluster = new TestCluster(1);
    cluster.create(1);
    cluster.time.pass(5_000);
    cluster.retry();
    cluster.time.pass(5_000);
    TestNode node = cluster.nodes.getFirst();
    node.step(
        new WorkerInput.RunnerReported(RunnerFixtures.runner(0), 0, new RunnerFailed("late")));
    cluster.time.pass(5_000);
    assertThat(cluster.status(0)).isEqualTo(new RunnerReady());
    assertThat(node.core.staleReports()).isEqualTo(1);
  }

  @Test
  void failureAtStartIsReportedAndNotRepeatedBeforeTheMasterDecides() {
    TestCluster cluster = new TestCluster(1);
    cluster.script.add(SimulatedFault.failing(SimulatedPhase.START, "no gpu").withTimes(10));
    cluster.create(1);
    cluster.time.pass(10_000);
    assertThat(cluster.phases(0)).containsExactly("Failed");
    assertThat(cluster.created(CreateRunner.class)).hasSize(1);
  }

  @Test
  void everyRetryBringsUpOneNewSetOfRunners() {
    TestCluster cluster = new TestCluster(2);
    cluster.script.add(
        SimulatedFault.failing(SimulatedPhase.WARM_UP, "crash").withRank(0).withTimes(3));
    cluster.create(2);
    for (int attempt = 0; attempt < 3; attempt++) {
      cluster.time.pass(10_000);
      assertThat(cluster.status(0)).isEqualTo(new RunnerFailed("crash"));
      assertThat(cluster.status(1).isTerminal()).isTrue();
      cluster.retry();
    }
    cluster.time.pass(10_000);
    assertThat(cluster.status(0)).isEqualTo(new RunnerReady());
    assertThat(cluster.status(1)).isEqualTo(new RunnerReady());
    assertThat(cluster.created(CreateRunner.class)).hasSize(8);
    assertThat(cluster.created(LifecycleTask.DownloadModel.class)).hasSize(2);
  }
}
