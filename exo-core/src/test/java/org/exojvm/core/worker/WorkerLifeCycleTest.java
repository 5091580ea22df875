package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.GenerationChunk.ErrorChunk;
import org.exojvm.api.generation.GenerationChunk.TokenChunk;
import org.exojvm.core.engine.simulated.SimulatedFault;
import org.exojvm.core.engine.simulated.SimulatedPhase;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.TaskEvent.TaskFailed;
import org.exojvm.core.task.LifecycleTask;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;
import org.junit.jupiter.api.Test;

/**
 * Goal: workers bring instances up, serve, and take them down together. Method: real cores with
 * simulated hardware under a virtual clock; the test plays the master.
 */
class WorkerLifeCycleTest {

  private static final ImmutableList<String> BRING_UP_OF_A_GROUP =
      ImmutableList.of(
          "Idle", "Connecting", "Connected", "Loading", "Loaded", "WarmingUp", "Ready");

  @Test
  void singleRankGoesThroughItsPhasesWithoutAGroup() {
    TestCluster cluster = new TestCluster(1);
    cluster.create(1);
    cluster.time.pass(5_000);
    assertThat(cluster.phases(0))
        .containsExactly("Idle", "Loading", "Loaded", "WarmingUp", "Ready");
    assertThat(cluster.state().tasks().values())
        .extracting(Task::taskStatus)
        .containsOnly(TaskStatus.COMPLETE);
  }

  @Test
  void threeRanksGoThroughTheirPhasesInStep() {
    TestCluster cluster = new TestCluster(3);
    cluster.create(3);
    cluster.time.pass(10_000);
    for (int rank = 0; rank < 3; rank++) {
      assertThat(cluster.phases(rank)).as("rank %d", rank).isEqualTo(BRING_UP_OF_A_GROUP);
    }
    assertThat(cluster.state().tasks().values())
        .extracting(Task::taskStatus)
        .containsOnly(TaskStatus.COMPLETE);
  }

  @Test
  void lastRankConnectsOnlyAfterAllOthersAreConnecting() {
    TestCluster cluster = new TestCluster(3);
    cluster.create(3);
    cluster.time.pass(10_000);
    ImmutableList<String> order =
        cluster
            .events(RunnerStatusUpdated.class)
            .filter(event -> event.runnerStatus().getClass().getSimpleName().endsWith("Connecting"))
            .map(event -> event.runnerId().value())
            .collect(ImmutableList.toImmutableList());
    assertThat(order).hasSize(3).endsWith("r2");
  }

  @Test
  void rankZeroAnswersAndTheRequestCompletes() {
    TestCluster cluster = new TestCluster(2);
    cluster.create(2);
    cluster.time.pass(10_000);
    cluster.request("t0", "why?");
    cluster.time.pass(10_000);
    assertThat(cluster.taskStatus("t0")).isEqualTo(TaskStatus.COMPLETE);
    assertThat(cluster.chunks).hasOnlyElementsOfType(TokenChunk.class);
    assertThat(((TokenChunk) cluster.chunks.getLast()).finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(cluster.status(0)).isEqualTo(new RunnerReady());
    assertThat(cluster.status(1)).isEqualTo(new RunnerReady());
  }

  @Test
  void requestsAreAnsweredOneAfterTheOther() {
    TestCluster cluster = new TestCluster(2);
    cluster.create(2);
    cluster.request("t0", "first");
    cluster.request("t1", "second");
    cluster.time.pass(20_000);
    assertThat(cluster.taskStatus("t0")).isEqualTo(TaskStatus.COMPLETE);
    assertThat(cluster.taskStatus("t1")).isEqualTo(TaskStatus.COMPLETE);
  }

  @Test
  void failureOfOneRankEndsTheGroupAndARetryBringsItUpAnew() {
    TestCluster cluster = new TestCluster(2);
    cluster.script.add(SimulatedFault.failing(SimulatedPhase.LOAD, "no memory").withRank(1));
    cluster.create(2);
    cluster.time.pass(10_000);
    assertThat(cluster.status(1)).isEqualTo(new RunnerFailed("no memory"));
    assertThat(cluster.status(0).isTerminal()).isTrue();
    cluster.retry();
    cluster.time.pass(10_000);
    assertThat(cluster.status(0)).isEqualTo(new RunnerReady());
    assertThat(cluster.status(1)).isEqualTo(new RunnerReady());
    assertThat(cluster.phases(1)).endsWith(BRING_UP_OF_A_GROUP.toArray(String[]::new));
  }

  @Test
  void failureThatNobodyNoticesEndsTheGroupThroughThePlan() {
    TestCluster cluster = new TestCluster(2);
    cluster.script.add(
        SimulatedFault.failing(SimulatedPhase.CONNECT, "no cable")
            .withRank(0)
            .withEffect(SimulatedFault.Effect.FAIL_UNNOTICED));
    cluster.create(2);
    cluster.time.pass(10_000);
    assertThat(cluster.phases(0)).endsWith("Failed");
    assertThat(cluster.phases(1)).endsWith("ShuttingDown", "Shutdown");
  }

  @Test
  void failureWhileServingFailsTheRequestAndTellsItsClient() {
    TestCluster cluster = new TestCluster(2);
    cluster.script.add(
        SimulatedFault.failing(SimulatedPhase.SERVE, "gpu lost").withRank(1).withAfterTokens(3));
    cluster.create(2);
    cluster.request("t0", "why?");
    cluster.time.pass(10_000);
    assertThat(cluster.taskStatus("t0")).isEqualTo(TaskStatus.FAILED);
    assertThat(cluster.events(TaskFailed.class)).hasSize(1);
    assertThat(cluster.chunks.getLast()).isInstanceOf(ErrorChunk.class);
  }

  @Test
  void deletedInstanceLeavesNoRunner() {
    TestCluster cluster = new TestCluster(2);
    cluster.create(2);
    cluster.time.pass(10_000);
    cluster.delete();
    cluster.time.pass(2_000);
    assertThat(cluster.phases(0)).endsWith("ShuttingDown", "Shutdown");
    assertThat(cluster.phases(1)).endsWith("ShuttingDown", "Shutdown");
    assertThat(cluster.nodes).allSatisfy(node -> assertThat(node.core.runners()).isEmpty());
    assertThat(cluster.created(LifecycleTask.Shutdown.class)).hasSize(2);
  }

  @Test
  void instanceDeletedWhileItComesUpLeavesNoOpenTask() {
    TestCluster cluster = new TestCluster(2);
    cluster.create(2);
    cluster.time.pass(900);
    cluster.delete();
    cluster.time.pass(2_000);
    assertThat(cluster.nodes).allSatisfy(node -> assertThat(node.core.runners()).isEmpty());
    assertThat(cluster.state().tasks().values()).noneMatch(task -> task.taskStatus().isOpen());
  }

  @Test
  void runnerThatDoesNotStopInTimeIsGivenUp() {
    TestCluster cluster = new TestCluster(1);
    cluster.create(1);
    cluster.time.pass(5_000);
    cluster.nodes.getFirst().engine.powerOff();
    cluster.delete();
    cluster.time.pass(5_000);
    assertThat(cluster.phases(0)).endsWith("Shutdown");
    String stop = cluster.created(LifecycleTask.Shutdown.class).getFirst().taskId().value();
    assertThat(cluster.taskStatus(stop)).isEqualTo(TaskStatus.TIMED_OUT);
  }

  @Test
  void nodeThatDiesEndsTheGroupOnTheOthers() {
    TestCluster cluster = new TestCluster(2);
    cluster.create(2);
    cluster.time.pass(10_000);
    cluster.nodes.get(1).kill();
    cluster.time.pass(2_000);
    assertThat(cluster.status(0)).isInstanceOf(RunnerFailed.class);
    assertThat(((RunnerFailed) cluster.status(0)).errorMessage())
        .contains(RunnerFixtures.node(1).value());
  }

  @Test
  void failedDownloadFailsItsTaskAndTheRunnerThatWaits() {
    TestCluster cluster = new TestCluster(1);
    cluster.nodes.getFirst().downloader.failNext(RunnerFixtures.card(1).modelId(), "disk full");
    cluster.create(1);
    cluster.time.pass(5_000);
    String download =
        cluster.created(LifecycleTask.DownloadModel.class).getFirst().taskId().value();
    assertThat(cluster.taskStatus(download)).isEqualTo(TaskStatus.FAILED);
    assertThat(cluster.phases(0)).endsWith("Failed");
    assertThat(cluster.status(0))
        .isInstanceOfSatisfying(
            RunnerFailed.class,
            failed -> assertThat(failed.errorMessage()).contains("Download failed", "disk full"));
  }
}
