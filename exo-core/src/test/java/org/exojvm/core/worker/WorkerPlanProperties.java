package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.model.Memory;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;

/**
 * Goal: the plan is total, deterministic, and asks nothing impossible. Method: inputs in which
 * every part is present, absent or outdated independently of the others, drawn from a seed.
 */
class WorkerPlanProperties {

  private static final int TRIES = 2_000;

  private static final ImmutableList<RunnerStatus> STATUSES =
      ImmutableList.of(
          new RunnerStatus.RunnerIdle(),
          new RunnerStatus.RunnerConnecting(),
          new RunnerStatus.RunnerConnected(),
          new RunnerStatus.RunnerLoading(),
          new RunnerStatus.RunnerLoaded(),
          new RunnerStatus.RunnerWarmingUp(),
          new RunnerStatus.RunnerReady(),
          new RunnerStatus.RunnerRunning(),
          new RunnerStatus.RunnerShutdown(),
          new RunnerStatus.RunnerFailed("x"));

  @Property(tries = TRIES)
  void neverThrowsAndAnswersTheSameTwice(@ForAll long seed) {
    PlanInput input = inputFrom(new Random(seed));
    assertThat(WorkerPlan.next(input)).isEqualTo(WorkerPlan.next(input));
  }

  @Property(tries = TRIES)
  void namesARunnerOfThisNodeUnlessItStartsOne(@ForAll long seed) {
    PlanInput input = inputFrom(new Random(seed));
    Optional<PlannedStep> step = WorkerPlan.next(input);
    step.ifPresent(
        next ->
            assertThat(input.hasLocal(next.runnerId()))
                .isEqualTo(!(next instanceof PlannedStep.Start)));
  }

  @Property(tries = TRIES)
  void asksNothingOfARunnerThatIsStopping(@ForAll long seed) {
    PlanInput input = inputFrom(new Random(seed));
    WorkerPlan.next(input)
        .ifPresent(
            step ->
                assertThat(input.runners())
                    .filteredOn(LocalRunner::stopping)
                    .extracting(LocalRunner::runnerId)
                    .doesNotContain(step.runnerId()));
  }

  @Property(tries = TRIES)
  void cancelIsPlannedOnlyForATaskTheRunnerHasNotBeenToldOf(@ForAll long seed) {
    PlanInput input = inputFrom(new Random(seed));
    if (WorkerPlan.next(input).orElse(null) instanceof PlannedStep.LeaveTask leave) {
      assertThat(input.runners())
          .filteredOn(runner -> runner.runnerId().equals(leave.runnerId()))
          .noneMatch(runner -> runner.cancelled().contains(leave.cancelledTaskId()));
    }
  }

  @Property(tries = TRIES)
  void requestsAreHandedOnAndEverythingElseGetsAFreshPendingTask(@ForAll long seed) {
    PlanInput input = inputFrom(new Random(seed));
    WorkerPlan.next(input)
        .ifPresent(
            step -> {
              Task task = PlannedTasks.taskFor(step, new IdSequence("fresh"));
              assertThat(task.instanceId()).isEqualTo(step.instanceId());
              if (step instanceof PlannedStep.Generate) {
                assertThat(input.tasks().values()).contains(task);
              } else {
                assertThat(task.taskId()).isEqualTo(TaskId.of("fresh.0"));
                assertThat(task.taskStatus()).isEqualTo(TaskStatus.PENDING);
              }
            });
  }

  private static PlanInput inputFrom(Random random) {
    int ranks = 1 + random.nextInt(3);
    Instance instance = RunnerFixtures.ring(ranks).atAttempt(random.nextInt(2));
    OrderedMap<InstanceId, Instance> instances =
        random.nextInt(5) == 0
            ? OrderedMap.empty()
            : OrderedMap.<InstanceId, Instance>empty().with(instance.instanceId(), instance);
    return new PlanInput(
        RunnerFixtures.node(0),
        random.nextBoolean() ? ImmutableList.of() : ImmutableList.of(local(random, ranks)),
        downloads(random, instance, ranks),
        instances,
        reports(random, ranks),
        tasks(random, instance),
        ImmutableMap.of(),
        random.nextInt(4) == 0
            ? ImmutableSet.of(RunnerFixtures.card(ranks).modelId())
            : ImmutableSet.of());
  }

  private static LocalRunner local(Random random, int ranks) {
    Instance seen = RunnerFixtures.ring(ranks).atAttempt(random.nextInt(2));
    ImmutableSet<TaskId> known =
        random.nextBoolean() ? ImmutableSet.of() : ImmutableSet.of(TaskId.of("t0"));
    return new LocalRunner(
        RunnerFixtures.bound(seen, 0),
        anyStatus(random),
        known,
        random.nextBoolean() ? ImmutableSet.of() : known,
        random.nextInt(4) == 0,
        random.nextInt(4) == 0);
  }

  private static OrderedMap<RunnerId, RunnerStatus> reports(Random random, int ranks) {
    OrderedMap<RunnerId, RunnerStatus> reports = OrderedMap.empty();
    RunnerStatus common = anyStatus(random);
    for (int rank = 0; rank < ranks; rank++) {
      if (random.nextInt(5) > 0) {
        RunnerStatus status = random.nextInt(3) == 0 ? anyStatus(random) : common;
        reports = reports.with(RunnerFixtures.runner(rank), status);
      }
    }
    return reports;
  }

  private static OrderedMap<NodeId, ImmutableList<DownloadProgress>> downloads(
      Random random, Instance instance, int ranks) {
    OrderedMap<NodeId, ImmutableList<DownloadProgress>> downloads = OrderedMap.empty();
    for (int rank = 0; rank < ranks; rank++) {
      NodeId node = RunnerFixtures.node(rank);
      var shard = RunnerFixtures.bound(instance, rank).boundShard();
      downloads =
          switch (random.nextInt(4)) {
            case 0 -> downloads;
            case 1 ->
                downloads.with(
                    node, ImmutableList.of(new DownloadProgress.DownloadPending(node, shard, "")));
            default ->
                downloads.with(
                    node,
                    ImmutableList.of(
                        new DownloadProgress.DownloadCompleted(node, shard, "", Memory.ZERO)));
          };
    }
    return downloads;
  }

  private static OrderedMap<TaskId, Task> tasks(Random random, Instance instance) {
    OrderedMap<TaskId, Task> tasks = OrderedMap.empty();
    for (int i = 0; i < random.nextInt(3); i++) {
      var work = RunnerFixtures.textTask("t" + i, "why?");
      TaskStatus[] statuses = TaskStatus.values();
      tasks =
          tasks.with(
              work.taskId(),
              new GenerationTask.TextGeneration(
                  work.taskId(),
                  statuses[random.nextInt(statuses.length)],
                  instance.instanceId(),
                  work.commandId(),
                  work.params(),
                  null,
                  null));
    }
    return tasks;
  }

  private static RunnerStatus anyStatus(Random random) {
    return STATUSES.get(random.nextInt(STATUSES.size()));
  }
}
