package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.request;
import static org.exojvm.core.reconcile.Fixtures.ring;
import static org.exojvm.core.reconcile.Fixtures.runner;

import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.event.TaskEvent.TaskDeleted;
import org.exojvm.core.reconcile.TestCluster;
import org.exojvm.core.task.LifecycleTask.CancelTask;
import org.exojvm.core.task.LifecycleTask.LoadModel;
import org.exojvm.core.task.TaskStatus;
import org.junit.jupiter.api.Test;

/** D13: a cancelled request is deleted when every runner has let go of it or is gone. */
class D13CancelWorksTest {

  private final TestCluster cluster =
      TestCluster.connected("a", "b")
          .place(ring("i", null, "a", "b"))
          .serve("i")
          .task(request("t", "i", TaskStatus.CANCELLED));
  private final ManagerRun<CleanerMemory> cleaner = new ManagerRun<>(new CleanerManager(), cluster);

  @Test
  void itWaitsForEveryRunner() {
    assertThat(cleaner.ticks(3)).isEmpty();
    cluster.task(step("ca", "a", TaskStatus.COMPLETE)).task(step("cb", "b", TaskStatus.RUNNING));
    assertThat(cleaner.ticks(3)).isEmpty();
    cluster.task(step("cb", "b", TaskStatus.COMPLETE));
    assertThat(cleaner.tick()).hasSize(3).hasOnlyElementsOfType(TaskDeleted.class);
    assertThat(cluster.state().tasks().isEmpty()).isTrue();
    assertThat(cleaner.ticks(3)).isEmpty();
  }

  @Test
  void aRunnerThatStoppedHasLetGo() {
    cluster.task(step("ca", "a", TaskStatus.COMPLETE)).shutDown("i", "b");
    assertThat(cleaner.tick()).hasSize(2);
  }

  @Test
  void aRunnerWhoseNodeLeftHasLetGo() {
    cluster.task(step("ca", "a", TaskStatus.COMPLETE)).kill("b");
    assertThat(cleaner.tick()).hasSize(2);
  }

  @Test
  void aStepThatTimedOutIsNotWaitedForAgain() {
    cluster.task(step("ca", "a", TaskStatus.COMPLETE)).task(step("cb", "b", TaskStatus.TIMED_OUT));
    assertThat(cleaner.tick()).hasSize(3);
  }

  @Test
  void stepsOfAnotherRequestDoNotCount() {
    cluster
        .task(step("ca", "a", TaskStatus.COMPLETE))
        .task(
            new CancelTask(
                TaskId.of("cx"),
                TaskStatus.COMPLETE,
                InstanceId.of("i"),
                TaskId.of("another"),
                runner("i", "b")));
    assertThat(cleaner.ticks(3)).isEmpty();
  }

  @Test
  void aCancelledStepOfARunnerGoesAtOnce() {
    cluster.task(new LoadModel(TaskId.of("l"), TaskStatus.CANCELLED, InstanceId.of("i")));
    assertThat(cleaner.tick()).singleElement().isInstanceOf(TaskDeleted.class);
  }

  private static CancelTask step(String id, String node, TaskStatus status) {
    return new CancelTask(
        TaskId.of(id), status, InstanceId.of("i"), TaskId.of("t"), runner("i", node));
  }
}
