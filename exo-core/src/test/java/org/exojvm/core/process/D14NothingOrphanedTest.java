package org.exojvm.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exojvm.core.reconcile.Fixtures.intent;
import static org.exojvm.core.reconcile.Fixtures.request;
import static org.exojvm.core.reconcile.Fixtures.ring;
import static org.exojvm.core.reconcile.Fixtures.runner;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerLoading;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.RunnerEvent.RunnerDeleted;
import org.exojvm.core.event.TaskEvent.TaskDeleted;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.reconcile.TestCluster;
import org.exojvm.core.state.State;
import org.exojvm.core.task.LifecycleTask.LoadModel;
import org.exojvm.core.task.LifecycleTask.Shutdown;
import org.exojvm.core.task.TaskStatus;
import org.junit.jupiter.api.Test;

/** D14: what an instance leaves behind is removed, and nothing else is. */
class D14NothingOrphanedTest {

  private final TestCluster cluster =
      TestCluster.connected("a", "b").place(ring("i", null, "a", "b")).serve("i");
  private final ManagerRun<CleanerMemory> cleaner = new ManagerRun<>(new CleanerManager(), cluster);

  @Test
  void nothingIsRemovedFromALivingInstance() {
    cluster.task(request("t", "i", TaskStatus.RUNNING)).fail("i", "boom").kill("b");
    assertThat(cleaner.ticks(5)).isEmpty();
  }

  @Test
  void aRunnerStaysUntilItHasStopped() {
    cluster.delete("i");
    assertThat(cleaner.ticks(3)).isEmpty();
    cluster.shutDown("i", "a");
    assertThat(cleaner.tick()).singleElement().isInstanceOf(RunnerDeleted.class);
    cluster.report("i", "b", new RunnerFailed("killed"));
    assertThat(cleaner.tick()).hasSize(1);
    assertNothingLeft();
  }

  @Test
  void aRunnerWhoseNodeLeftIsGone() {
    cluster.delete("i").shutDown("i", "a").kill("b");
    assertThat(cleaner.tick()).hasSize(2);
    assertNothingLeft();
  }

  @Test
  void aRunnerThatNeverReportedIsForgottenAtOnce() {
    cluster.place(ring("j", null, "a", "b")).delete("j");
    assertThat(cleaner.tick()).hasSize(2);
  }

  @Test
  void openRequestsAreCancelledFirstAndDeletedAfterTheLastRunner() {
    cluster.task(request("t", "i", TaskStatus.RUNNING)).delete("i");
    assertThat(cleaner.tick())
        .singleElement()
        .satisfies(
            event ->
                assertThat(((TaskStatusUpdated) event).taskStatus())
                    .isEqualTo(TaskStatus.CANCELLED));
    cluster.shutDown("i", "a");
    assertThat(cleaner.tick()).singleElement().isInstanceOf(RunnerDeleted.class);
    cluster.shutDown("i", "b");
    assertThat(cleaner.ticks(2)).hasAtLeastOneElementOfType(TaskDeleted.class).hasSize(2);
    assertNothingLeft();
  }

  @Test
  void stepsOfRunnersOnTheirWayOutAreNotDisturbed() {
    InstanceId instance = InstanceId.of("i");
    cluster
        .delete("i")
        .task(new Shutdown(TaskId.of("s"), TaskStatus.RUNNING, instance, runner("i", "a")))
        .task(new LoadModel(TaskId.of("l"), TaskStatus.PENDING, instance));
    assertThat(cleaner.ticks(3)).isEmpty();
    cluster.shutDown("i", "a").shutDown("i", "b");
    cleaner.ticks(2);
    assertNothingLeft();
  }

  @Test
  void aLateReportOfAForgottenRunnerIsForgottenWhenItStops() {
    cluster.delete("i").shutDown("i", "a").shutDown("i", "b");
    cleaner.tick();
    cluster.report("i", "a", new RunnerLoading());
    assertThat(cleaner.ticks(3)).isEmpty();
    cluster.report("i", "a", new RunnerShutdown());
    assertThat(cleaner.tick()).hasSize(1);
    assertNothingLeft();
  }

  @Test
  void aStrangerThatNeverStopsIsForgottenInTheEnd() {
    cluster.report(RunnerId.of("stranger"), new RunnerLoading());
    assertThat(cleaner.ticks(CleanerManager.STRANGER_TICKS)).isEmpty();
    assertThat(cleaner.tick()).hasSize(1);
    assertThat(cleaner.memory()).isEqualTo(CleanerMemory.empty());
  }

  @Test
  void orphanInstancesAreTheUsersOwn() {
    cluster.declare(intent("m")).place(ring("j", "m", "a", "b")).withdraw("m");
    cleaner.ticks(10);
    assertThat(cluster.instance("i")).isNotNull();
    assertThat(cluster.instance("j")).isNotNull();
  }

  @Test
  void finishedTasksAreKeptUpToABoundTheOldestGoFirst() {
    int extra = 5;
    for (int n = 0; n < CleanerManager.MAX_FINISHED_TASKS + extra; n++) {
      cluster.task(new LoadModel(TaskId.of("t" + n), TaskStatus.COMPLETE, InstanceId.of("i")));
    }
    ImmutableList<Event> events = cleaner.tick();
    assertThat(events).hasSize(extra);
    assertThat(((TaskDeleted) events.getFirst()).taskId()).isEqualTo(TaskId.of("t0"));
    assertThat(cleaner.tick()).isEmpty();
  }

  private void assertNothingLeft() {
    State state = cluster.state();
    assertThat(cleaner.ticks(3)).isEmpty();
    assertThat(state.runners().isEmpty()).isTrue();
    assertThat(state.runnerBindings().isEmpty()).isTrue();
    assertThat(state.tasks().isEmpty()).isTrue();
  }
}
