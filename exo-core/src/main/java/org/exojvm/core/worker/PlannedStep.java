package org.exojvm.core.worker;

import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.core.task.GenerationTask;

/** The next thing a worker does for one of its runners. {@link PlannedTasks} makes its task. */
public sealed interface PlannedStep {

  /** Returns the instance it is about. */
  InstanceId instanceId();

  /** Returns the runner it is about. */
  RunnerId runnerId();

  /** Returns why it is the next step, for people. */
  String reason();

  /**
   * Tell a runner to leave a cancelled task.
   *
   * @param instanceId the instance
   * @param runnerId the runner
   * @param cancelledTaskId task to leave
   * @param reason why
   */
  record LeaveTask(InstanceId instanceId, RunnerId runnerId, TaskId cancelledTaskId, String reason)
      implements PlannedStep {}

  /**
   * Stop a runner.
   *
   * @param instanceId the instance
   * @param runnerId the runner
   * @param reason why
   */
  record Stop(InstanceId instanceId, RunnerId runnerId, String reason) implements PlannedStep {}

  /**
   * Start a runner.
   *
   * @param bound what it shall be
   * @param reason why
   */
  record Start(BoundInstance bound, String reason) implements PlannedStep {
    @Override
    public InstanceId instanceId() {
      return bound.instance().instanceId();
    }

    @Override
    public RunnerId runnerId() {
      return bound.boundRunnerId();
    }
  }

  /**
   * Ask for the model of a runner.
   *
   * @param instanceId the instance
   * @param runnerId the runner
   * @param shard shard the model is for
   * @param reason why
   */
  record Download(InstanceId instanceId, RunnerId runnerId, ShardMetadata shard, String reason)
      implements PlannedStep {}

  /**
   * Join the group of ranks.
   *
   * @param instanceId the instance
   * @param runnerId the runner
   * @param reason why
   */
  record Connect(InstanceId instanceId, RunnerId runnerId, String reason) implements PlannedStep {}

  /**
   * Load the shard into memory.
   *
   * @param instanceId the instance
   * @param runnerId the runner
   * @param reason why
   */
  record Load(InstanceId instanceId, RunnerId runnerId, String reason) implements PlannedStep {}

  /**
   * Run a first forward pass.
   *
   * @param instanceId the instance
   * @param runnerId the runner
   * @param reason why
   */
  record WarmUp(InstanceId instanceId, RunnerId runnerId, String reason) implements PlannedStep {}

  /**
   * Run a request of the master; its task is handed on as it is.
   *
   * @param task the request
   * @param runnerId the runner
   * @param reason why
   */
  record Generate(GenerationTask task, RunnerId runnerId, String reason) implements PlannedStep {
    @Override
    public InstanceId instanceId() {
      return task.instanceId();
    }
  }
}
