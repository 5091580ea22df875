package org.exojvm.core.event;

import org.exojvm.api.id.EventId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;

/** What happened to tasks. */
public sealed interface TaskEvent extends Event {

  /**
   * A task exists. The id of the event is the key, whatever the task says.
   *
   * @param eventId id of the event
   * @param taskId the task
   * @param task the task
   */
  public record TaskCreated(EventId eventId, TaskId taskId, Task task) implements TaskEvent {}

  /**
   * A task moved on.
   *
   * @param eventId id of the event
   * @param taskId the task
   * @param taskStatus where the task stands
   */
  public record TaskStatusUpdated(EventId eventId, TaskId taskId, TaskStatus taskStatus)
      implements TaskEvent {}

  /**
   * A task met an error. Its status is not changed by this event.
   *
   * @param eventId id of the event
   * @param taskId the task
   * @param errorType class of error, null while none
   * @param errorMessage what went wrong, for people
   */
  public record TaskFailed(EventId eventId, TaskId taskId, String errorType, String errorMessage)
      implements TaskEvent {}

  /**
   * A task is forgotten.
   *
   * @param eventId id of the event
   * @param taskId the task
   */
  public record TaskDeleted(EventId eventId, TaskId taskId) implements TaskEvent {}

  /**
   * A runner has taken a task.
   *
   * @param eventId id of the event
   * @param taskId the task
   */
  public record TaskAcknowledged(EventId eventId, TaskId taskId) implements TaskEvent {}
}
