package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerRunning;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.event.TaskEvent.TaskDeleted;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.task.LifecycleTask.CancelTask;
import org.exojvm.core.task.TaskStatus;
import org.junit.jupiter.api.Test;

/**
 * D13: a cancel reaches each runner once, all ranks leave together, and the task stays cancelled.
 */
class D13CancelGoesOnceTest {

  private static TestCluster serving() {
    TestCluster cluster = new TestCluster(2);
    cluster.create(2);
    cluster.time.pass(10_000);
    cluster.request("t0", "why?");
    cluster.time.pass(400);
    assertThat(cluster.status(0)).isEqualTo(new RunnerRunning());
    return cluster;
  }

  @Test
  void eachRunnerIsToldOnceHoweverLongTheTaskStaysCancelled() {
    TestCluster cluster = serving();
    cluster.setStatus("t0", TaskStatus.CANCELLED);
    cluster.time.pass(10_000);
    assertThat(cluster.created(CancelTask.class))
        .extracting(cancel -> cancel.runnerId().value())
        .containsExactlyInAnyOrder("r0", "r1");
  }

  @Test
  void allRanksLeaveAndAreReadyForTheNextRequest() {
    TestCluster cluster = serving();
    cluster.setStatus("t0", TaskStatus.CANCELLED);
    cluster.time.pass(2_000);
    assertThat(cluster.status(0)).isEqualTo(new RunnerReady());
    assertThat(cluster.status(1)).isEqualTo(new RunnerReady());
    int chunksOfTheFirst = cluster.chunks.size();
    cluster.request("t1", "and now?");
    cluster.time.pass(10_000);
    assertThat(cluster.taskStatus("t1")).isEqualTo(TaskStatus.COMPLETE);
    assertThat(cluster.chunks).hasSizeGreaterThan(chunksOfTheFirst);
  }

  @Test
  void cancelTaskOfAWorkingRunnerIsCompleteOnlyWhenItHasLeft() {
    TestCluster cluster = serving();
    cluster.setStatus("t0", TaskStatus.CANCELLED);
    cluster.time.pass(2_000);
    TaskId cancelOfRankZero =
        cluster.created(CancelTask.class).stream()
            .filter(cancel -> cancel.runnerId().value().equals("r0"))
            .findFirst()
            .orElseThrow()
            .taskId();
    assertThat(statusesOf(cluster, cancelOfRankZero))
        .containsExactly(TaskStatus.RUNNING, TaskStatus.COMPLETE);
  }

  @Test
  void cancelledTaskIsNeitherCompletedNorFailedByItsRunners() {
    TestCluster cluster = serving();
    cluster.setStatus("t0", TaskStatus.CANCELLED);
    cluster.time.pass(5_000);
    assertThat(cluster.taskStatus("t0")).isEqualTo(TaskStatus.CANCELLED);
    assertThat(statusesOf(cluster, TaskId.of("t0")))
        .containsExactly(TaskStatus.RUNNING, TaskStatus.CANCELLED);
  }

  @Test
  void requestCancelledBeforeItStartedNeverRuns() {
    TestCluster cluster = new TestCluster(2);
    cluster.create(2);
    cluster.request("t0", "why?");
    cluster.setStatus("t0", TaskStatus.CANCELLED);
    cluster.time.pass(10_000);
    assertThat(cluster.chunks).isEmpty();
    assertThat(cluster.created(CancelTask.class)).hasSize(2);
    assertThat(cluster.created(CancelTask.class))
        .allMatch(cancel -> cluster.taskStatus(cancel.taskId().value()) == TaskStatus.COMPLETE);
  }

  @Test
  void manyRequestsCancelledBeforeTheyStartedDoNotKeepTheNodeFromItsWork() {
    int requests = 2 * WorkerCore.MAX_EASY_STEPS_PER_TICK;
    TestCluster cluster = serving();
    for (int i = 1; i <= requests; i++) {
      cluster.request("t" + i, "why?");
    }
    for (int i = 1; i <= requests; i++) {
      cluster.setStatus("t" + i, TaskStatus.CANCELLED);
    }
    cluster.request("last", "and now?");
    cluster.time.pass(10_000);
    assertThat(cluster.created(CancelTask.class)).hasSize(2 * requests);
    assertThat(cluster.taskStatus("last")).isEqualTo(TaskStatus.COMPLETE);
  }

  @Test
  void requestCancelledWhileOnlyOneRankHasItIsLeftByThatRank() {
    TestCluster cluster = new TestCluster(2);
    cluster.create(2);
    cluster.time.pass(10_000);
    cluster.nodes.get(1).pausePlanning();
    cluster.request("t0", "why?");
    cluster.time.pass(400);
    assertThat(cluster.status(0)).isEqualTo(new RunnerRunning());
    cluster.setStatus("t0", TaskStatus.CANCELLED);
    cluster.time.pass(1_000);
    cluster.nodes.get(1).resumePlanning();
    cluster.time.pass(2_000);
    assertThat(cluster.status(0)).isEqualTo(new RunnerReady());
    assertThat(cluster.status(1)).isEqualTo(new RunnerReady());
    assertThat(cluster.created(CancelTask.class)).hasSize(2);
  }

  @Test
  void runnerForgetsACancelThatTheMasterHasForgotten() {
    TestCluster cluster = serving();
    cluster.setStatus("t0", TaskStatus.CANCELLED);
    cluster.time.pass(2_000);
    cluster.publish(new TaskDeleted(cluster.ids().nextEventId(), TaskId.of("t0")));
    cluster.time.pass(2_000);
    assertThat(cluster.nodes)
        .flatExtracting(node -> node.core.runners())
        .allMatch(runner -> runner.cancelled().isEmpty() && runner.completed().isEmpty());
  }

  private static Stream<TaskStatus> statusesOf(TestCluster cluster, TaskId task) {
    return cluster
        .events(TaskStatusUpdated.class)
        .filter(event -> event.taskId().equals(task))
        .map(TaskStatusUpdated::taskStatus);
  }
}
