package org.exojvm.core.state.internal;

import org.exojvm.core.event.TaskEvent;
import org.exojvm.core.event.TaskEvent.TaskAcknowledged;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.event.TaskEvent.TaskDeleted;
import org.exojvm.core.event.TaskEvent.TaskFailed;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.LifecycleTask;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;

/** Applies events about tasks. */
public final class TaskEvents {

  private TaskEvents() {}

  /** Returns the state after the event. */
  public static State apply(State state, TaskEvent event) {
    return switch (event) {
      case TaskCreated created ->
          state.withTasks(state.tasks().with(created.taskId(), created.task()));
      case TaskStatusUpdated updated -> statusUpdated(state, updated);
      case TaskFailed failed -> failed(state, failed);
      case TaskDeleted deleted -> state.withTasks(state.tasks().without(deleted.taskId()));
      case TaskAcknowledged _ -> state;
    };
  }

  private static State statusUpdated(State state, TaskStatusUpdated event) {
    Task task = state.tasks().get(event.taskId());
    if (task == null) {
      return state;
    }
    Task updated =
        switch (task.inStatus(event.taskStatus())) {
          case GenerationTask request when event.taskStatus() != TaskStatus.FAILED ->
              request.withError(null, null);
          case GenerationTask request -> request;
          case LifecycleTask step -> step;
        };
    return state.withTasks(state.tasks().with(event.taskId(), updated));
  }

  private static State failed(State state, TaskFailed event) {
    return switch (state.tasks().get(event.taskId())) {
      case GenerationTask request ->
          state.withTasks(
              state
                  .tasks()
                  .with(
                      event.taskId(), request.withError(event.errorType(), event.errorMessage())));
      // A step of a runner has no place for an error.
      case LifecycleTask _ -> state;
      case null -> state;
    };
  }
}
