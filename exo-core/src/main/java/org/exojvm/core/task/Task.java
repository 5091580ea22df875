package org.exojvm.core.task;

import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.TaskId;

/**
 * Something a runner, or a worker for its runner, has to do. {@link LifecycleTask}s are made by
 * workers to bring a runner up and down, {@link GenerationTask}s by the master for requests.
 */
public sealed interface Task permits LifecycleTask, GenerationTask {

  /** Returns the id of the task. */
  TaskId taskId();

  /** Returns where the task stands. */
  TaskStatus taskStatus();

  /** Returns the instance the task belongs to. */
  InstanceId instanceId();

  /** Returns the same task in another status. */
  Task inStatus(TaskStatus value);
}
