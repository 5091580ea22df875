package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;
import org.junit.jupiter.api.Test;

/** D12, the part of the worker: a report that is missing means not ready; it does not crash. */
class D12MissingReportsTest {

  private static final Instance RING = RunnerFixtures.ring(2);
  private static final OrderedMap<RunnerId, RunnerStatus> OWN_REPORT_ONLY =
      OrderedMap.<RunnerId, RunnerStatus>empty().with(RunnerFixtures.runner(0), new RunnerReady());

  @Test
  void requestWaitsForAPeerThatHasNotReported() {
    assertThat(WorkerPlan.next(input(OWN_REPORT_ONLY))).isEmpty();
  }

  @Test
  void requestStartsOnceThePeerHasReportedReady() {
    assertThat(
            WorkerPlan.next(
                input(OWN_REPORT_ONLY.with(RunnerFixtures.runner(1), new RunnerReady()))))
        .hasValueSatisfying(step -> assertThat(step).isInstanceOf(PlannedStep.Generate.class));
  }

  private static PlanInput input(OrderedMap<RunnerId, RunnerStatus> reports) {
    var work = RunnerFixtures.textTask("t0", "why?");
    Task task =
        new GenerationTask.TextGeneration(
            work.taskId(),
            TaskStatus.PENDING,
            RING.instanceId(),
            work.commandId(),
            work.params(),
            null,
            null);
    return new PlanInput(
        RunnerFixtures.node(0),
        ImmutableList.of(LocalRunner.of(RunnerFixtures.bound(RING, 0), new RunnerReady())),
        OrderedMap.empty(),
        OrderedMap.<InstanceId, Instance>empty().with(RING.instanceId(), RING),
        reports,
        OrderedMap.<TaskId, Task>empty().with(work.taskId(), task),
        ImmutableMap.of(),
        ImmutableSet.of());
  }
}
