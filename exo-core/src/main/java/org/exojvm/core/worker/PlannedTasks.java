package org.exojvm.core.worker;

import org.exojvm.api.id.TaskId;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.task.LifecycleTask;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;

/** Makes the task of a planned step. */
public final class PlannedTasks {

  private PlannedTasks() {}

  /**
   * Returns the task of a step: a new pending one with the next id of {@code ids}, or for a request
   * the task of the master itself.
   */
  public static Task taskFor(PlannedStep step, IdSequence ids) {
    return step instanceof PlannedStep.Generate generate
        ? generate.task()
        : lifecycleTask(step, ids.nextTaskId());
  }

  private static Task lifecycleTask(PlannedStep step, TaskId id) {
    TaskStatus pending = TaskStatus.PENDING;
    return switch (step) {
      case PlannedStep.LeaveTask(var instance, var runner, var task, var why) ->
          new LifecycleTask.CancelTask(id, pending, instance, task, runner);
      case PlannedStep.Stop(var instance, var runner, var why) ->
          new LifecycleTask.Shutdown(id, pending, instance, runner);
      case PlannedStep.Start start ->
          new LifecycleTask.CreateRunner(id, pending, start.instanceId(), start.bound());
      case PlannedStep.Download(var instance, var runner, var shard, var why) ->
          new LifecycleTask.DownloadModel(id, pending, instance, shard);
      case PlannedStep.Connect connect ->
          new LifecycleTask.ConnectToGroup(id, pending, connect.instanceId());
      case PlannedStep.Load load -> new LifecycleTask.LoadModel(id, pending, load.instanceId());
      case PlannedStep.WarmUp warmUp ->
          new LifecycleTask.StartWarmup(id, pending, warmUp.instanceId());
      case PlannedStep.Generate generate -> generate.task();
    };
  }
}
