package org.exojvm.node.openai;

import java.util.Map;
import java.util.Optional;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the task of a command. Output is ephemeral, so that its end may be lost with a
 * node or a link; State tells the rest. Belongs to the thread of the request.
 */
final class TaskWatch {

  private final CommandId command;
  private @Nullable TaskId task;

  TaskWatch(CommandId command) {
    this.command = command;
  }

  /** Returns whether ranks may still be at work on it, as far as is known. */
  boolean isOpen(State state) {
    Task now = find(state);
    return now != null && now.taskStatus().isOpen();
  }

  /** Returns why no more output is to be expected, empty while some is. */
  Optional<String> whyOver(State state) {
    Task now = find(state);
    if (now == null) {
      // Before it is seen the news of it may be on their way; afterwards somebody deleted it.
      return task == null
          ? Optional.empty()
          : Optional.of("The request was withdrawn while it was answered.");
    }
    return switch (now.taskStatus()) {
      case PENDING, RUNNING -> Optional.empty();
      case COMPLETE -> Optional.of("The end of the answer was lost on its way to this node.");
      case CANCELLED ->
          Optional.of(
              "The request was cancelled, maybe because its instance (%s) was deleted."
                  .formatted(now.instanceId()));
      case FAILED, TIMED_OUT -> Optional.of(failure(now));
    };
  }

  private static String failure(Task task) {
    String message = task instanceof GenerationTask request ? request.errorMessage() : null;
    return message == null ? "The instance failed at it." : message;
  }

  private @Nullable Task find(State state) {
    TaskId known = task;
    if (known != null) {
      return state.tasks().get(known);
    }
    for (Map.Entry<TaskId, Task> entry : state.tasks().entries()) {
      if (entry.getValue() instanceof GenerationTask request
          && request.commandId().equals(command)) {
        task = entry.getKey();
        return request;
      }
    }
    return null;
  }
}
