package org.exojvm.core.task;

import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.ShardMetadata;
import org.immutables.value.Value;

/** A step in the life of a runner, made by the worker that owns it. */
public sealed interface LifecycleTask extends Task {

  @Override
  default LifecycleTask inStatus(TaskStatus value) {
    return switch (this) {
      case CreateRunner task -> task.withTaskStatus(value);
      case DownloadModel task -> task.withTaskStatus(value);
      case ConnectToGroup task -> task.withTaskStatus(value);
      case LoadModel task -> task.withTaskStatus(value);
      case StartWarmup task -> task.withTaskStatus(value);
      case CancelTask task -> task.withTaskStatus(value);
      case Shutdown task -> task.withTaskStatus(value);
    };
  }

  /**
   * Start the runner process.
   *
   * @param taskId the task
   * @param taskStatus where the task stands
   * @param instanceId the instance
   * @param boundInstance instance and the role of the node in it
   */
  @Value.Builder
  public record CreateRunner(
      TaskId taskId, TaskStatus taskStatus, InstanceId instanceId, BoundInstance boundInstance)
      implements LifecycleTask, WithCreateRunner {}

  /**
   * Fetch the model.
   *
   * @param taskId the task
   * @param taskStatus where the task stands
   * @param instanceId the instance
   * @param shardMetadata the shard it is for
   */
  @Value.Builder
  public record DownloadModel(
      TaskId taskId, TaskStatus taskStatus, InstanceId instanceId, ShardMetadata shardMetadata)
      implements LifecycleTask, WithDownloadModel {}

  /**
   * Join the group of ranks.
   *
   * @param taskId the task
   * @param taskStatus where the task stands
   * @param instanceId the instance
   */
  @Value.Builder
  public record ConnectToGroup(TaskId taskId, TaskStatus taskStatus, InstanceId instanceId)
      implements LifecycleTask, WithConnectToGroup {}

  /**
   * Load the shard into memory.
   *
   * @param taskId the task
   * @param taskStatus where the task stands
   * @param instanceId the instance
   */
  @Value.Builder
  public record LoadModel(TaskId taskId, TaskStatus taskStatus, InstanceId instanceId)
      implements LifecycleTask, WithLoadModel {}

  /**
   * Run a first forward pass.
   *
   * @param taskId the task
   * @param taskStatus where the task stands
   * @param instanceId the instance
   */
  @Value.Builder
  public record StartWarmup(TaskId taskId, TaskStatus taskStatus, InstanceId instanceId)
      implements LifecycleTask, WithStartWarmup {}

  /**
   * Make one runner leave a cancelled task.
   *
   * @param taskId the task
   * @param taskStatus where the task stands
   * @param instanceId the instance
   * @param cancelledTaskId task to cancel
   * @param runnerId the runner
   */
  @Value.Builder
  public record CancelTask(
      TaskId taskId,
      TaskStatus taskStatus,
      InstanceId instanceId,
      TaskId cancelledTaskId,
      RunnerId runnerId)
      implements LifecycleTask, WithCancelTask {}

  /**
   * Stop the runner.
   *
   * @param taskId the task
   * @param taskStatus where the task stands
   * @param instanceId the instance
   * @param runnerId the runner
   */
  @Value.Builder
  public record Shutdown(
      TaskId taskId, TaskStatus taskStatus, InstanceId instanceId, RunnerId runnerId)
      implements LifecycleTask, WithShutdown {}
}
