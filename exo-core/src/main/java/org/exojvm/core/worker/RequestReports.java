package org.exojvm.core.worker;

import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.GenerationChunk.ErrorChunk;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;

/**
 * Says how a request goes on and ends. Rank 0 speaks for the group: the others end with it, and one
 * voice keeps a late report from overwriting an earlier one.
 */
final class RequestReports {

  private RequestReports() {}

  /** The runner has taken a request. */
  static void started(Outbox out, State state, TaskId task) {
    if (isOpen(state, task)) {
      out.emitStatus(task, TaskStatus.RUNNING);
    }
  }

  /** The runner has left a request. */
  static void left(Outbox out, State state, RunnerSlot slot, TaskId task, TaskOutcome outcome) {
    TaskId leaving = slot.leaving.remove(task);
    if (leaving != null) {
      out.emitStatus(leaving, TaskStatus.COMPLETE);
    }
    GenerationTask request = slot.request;
    if (request == null || !request.taskId().equals(task)) {
      return;
    }
    slot.request = null;
    if (slot.speaksForGroup() && isOpen(state, task)) {
      switch (outcome) {
        case COMPLETE -> out.emitStatus(task, TaskStatus.COMPLETE);
        case CANCELLED ->
            failed(out, slot, request, "RunnerStopped", "The runner was stopped at work.");
        case FAILED -> failed(out, slot, request, "RunnerFailed", "The runner met an error.");
      }
    }
  }

  /** A request has failed; its client is told. */
  static void failed(
      Outbox out, RunnerSlot slot, GenerationTask request, String errorType, String message) {
    out.emitFailure(request.taskId(), errorType, message);
    out.add(
        new WorkerOutput.ChunkOut(
            request.commandId(),
            new ErrorChunk(
                slot.bound.boundShard().modelCard().modelId(), message, FinishReason.ERROR),
            request.origin()));
  }

  /** A cancelled or forgotten task stays as it is, whatever becomes of the work. */
  private static boolean isOpen(State state, TaskId id) {
    Task task = state.tasks().get(id);
    return task != null && task.taskStatus().isOpen();
  }
}
