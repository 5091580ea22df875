package org.exojvm.core.master;

import java.util.Optional;
import org.exojvm.api.generation.ImageEditsTaskParams;
import org.exojvm.api.generation.ImageGenerationTaskParams;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.command.Command;
import org.exojvm.core.event.StreamEvent.InputChunkReceived;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.event.TaskEvent.TaskDeleted;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.GenerationTask.ImageEdits;
import org.exojvm.core.task.GenerationTask.ImageGeneration;
import org.exojvm.core.task.GenerationTask.TextGeneration;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;

/** Routes requests to instances, and ends them. */
final class TaskCommands {

  private final Indexer indexer;
  private final int maxOpenTasksPerInstance;

  TaskCommands(Indexer indexer, int maxOpenTasksPerInstance) {
    this.indexer = indexer;
    this.maxOpenTasksPerInstance = maxOpenTasksPerInstance;
  }

  Verdict generateText(Command.TextGeneration command, NodeId origin, IdSequence ids) {
    TextGenerationTaskParams params = command.taskParams();
    return route(
        command.commandId(),
        params.model().value(),
        ids,
        (task, instance) ->
            new TextGeneration(
                task,
                TaskStatus.PENDING,
                instance,
                command.commandId(),
                params,
                null,
                null,
                origin));
  }

  Verdict generateImage(Command.ImageGeneration command, NodeId origin, IdSequence ids) {
    ImageGenerationTaskParams params = command.taskParams();
    return route(
        command.commandId(),
        params.model(),
        ids,
        (task, instance) ->
            new ImageGeneration(
                task,
                TaskStatus.PENDING,
                instance,
                command.commandId(),
                params,
                null,
                null,
                origin));
  }

  Verdict editImage(Command.ImageEdits command, NodeId origin, IdSequence ids) {
    ImageEditsTaskParams params = command.taskParams();
    return route(
        command.commandId(),
        params.model(),
        ids,
        (task, instance) ->
            new ImageEdits(
                task,
                TaskStatus.PENDING,
                instance,
                command.commandId(),
                params,
                null,
                null,
                origin));
  }

  private Verdict route(CommandId command, String model, IdSequence ids, TaskMaker maker) {
    if (taskOf(command).isPresent()) {
      // An earlier mastership has taken it in, whose answers are forgotten; its tasks are not.
      return Verdict.accept();
    }
    Optional<TaskRouting.Route> route = TaskRouting.routeFor(indexer.state(), model);
    if (route.isEmpty()) {
      return Verdict.reject(
          RejectionCode.NOT_FOUND,
          "No instance of model (%s) exists. Maybe declare an intent for it first."
              .formatted(model));
    }
    if (route.get().openTasks() >= maxOpenTasksPerInstance) {
      return Verdict.reject(
          RejectionCode.OVERLOADED,
          "All instances of model (%s) have %d open requests or more. Maybe try again later."
              .formatted(model, maxOpenTasksPerInstance));
    }
    TaskId task = ids.nextTaskId();
    Instance instance = route.get().instance();
    indexer.index(
        new TaskCreated(ids.nextEventId(), task, maker.make(task, instance.instanceId())));
    return Verdict.accept();
  }

  /** Sets the task of an earlier command to Cancelled; its runners then leave it together (D13). */
  Verdict cancel(Command.TaskCancelled command, IdSequence ids) {
    Optional<GenerationTask> task = taskOf(command.cancelledCommandId());
    if (task.isEmpty()) {
      return unknownTask(command.cancelledCommandId());
    }
    if (task.get().taskStatus().isOpen()) {
      indexer.index(
          new TaskStatusUpdated(ids.nextEventId(), task.get().taskId(), TaskStatus.CANCELLED));
    }
    return Verdict.accept();
  }

  /**
   * Forgets the task of an earlier command. One that ranks may still work on is cancelled, and what
   * is cancelled is left to the cleaner (D13).
   */
  Verdict finish(Command.TaskFinished command, IdSequence ids) {
    Optional<GenerationTask> task = taskOf(command.finishedCommandId());
    if (task.isEmpty()) {
      return unknownTask(command.finishedCommandId());
    }
    TaskId id = task.get().taskId();
    if (task.get().taskStatus().isOpen()) {
      // Ranks may still be at it, and only a cancelled task makes all of them leave together.
      indexer.index(new TaskStatusUpdated(ids.nextEventId(), id, TaskStatus.CANCELLED));
    } else if (task.get().taskStatus() != TaskStatus.CANCELLED) {
      indexer.index(new TaskDeleted(ids.nextEventId(), id));
    }
    return Verdict.accept();
  }

  Verdict receiveInput(Command.SendInputChunk command, IdSequence ids) {
    indexer.index(
        new InputChunkReceived(ids.nextEventId(), command.chunk().commandId(), command.chunk()));
    return Verdict.accept();
  }

  private Optional<GenerationTask> taskOf(CommandId command) {
    for (Task task : indexer.state().tasks().values()) {
      if (task instanceof GenerationTask generation && generation.commandId().equals(command)) {
        return Optional.of(generation);
      }
    }
    return Optional.empty();
  }

  private static Verdict unknownTask(CommandId command) {
    return Verdict.reject(
        RejectionCode.NOT_FOUND,
        "No task of command (%s) exists. Maybe it has finished already.".formatted(command));
  }

  private interface TaskMaker {
    Task make(TaskId task, InstanceId instance);
  }
}
