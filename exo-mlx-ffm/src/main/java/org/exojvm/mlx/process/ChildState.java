package org.exojvm.mlx.process;

import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.id.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Where a child stands, reported as it changes. Two threads change it: the work, and the request to
 * stop, after which only the end is reported.
 */
final class ChildState {

  /** How much of the message of a failure is reported; texts of compilers have no end. */
  static final int MESSAGE_CHARS_MAX = 64 << 10;

  private final RunnerChild child;
  private final ChildOutput output;
  private PhaseName phase = PhaseName.IDLE;
  private @Nullable TaskId running;

  ChildState(RunnerChild child, ChildOutput output) {
    this.child = child;
    this.output = output;
  }

  synchronized PhaseName phase() {
    return phase;
  }

  /** Enters a phase, unless it has been asked to stop. */
  synchronized void enter(PhaseName next) {
    if (phase != PhaseName.SHUTTING_DOWN) {
      become(next);
    }
  }

  /** A task begins; one that begins after the request to stop is cancelled at once. */
  synchronized void begin(TaskId task) {
    enter(PhaseName.RUNNING);
    running = task;
    if (phase == PhaseName.SHUTTING_DOWN) {
      child.cancel(task);
    }
  }

  /** The task has ended. */
  synchronized void end(TaskId task, TaskOutcome outcome) {
    running = null;
    output.send(new FromChild.TaskStopped(task, outcome));
    enter(PhaseName.READY);
  }

  /** It is asked to stop. */
  synchronized void shutDown() {
    become(PhaseName.SHUTTING_DOWN);
    if (running != null) {
      child.cancel(running);
    }
  }

  /** It has stopped. */
  synchronized void stopped() {
    become(PhaseName.SHUTDOWN);
  }

  /** The work has failed. */
  synchronized void failed(String message) {
    if (running != null) {
      output.send(new FromChild.TaskStopped(running, TaskOutcome.FAILED));
    }
    output.send(new FromChild.Reported(PhaseName.FAILED.status(cut(message))));
  }

  private static String cut(String message) {
    return message.length() > MESSAGE_CHARS_MAX
        ? message.substring(0, MESSAGE_CHARS_MAX) + "..."
        : message;
  }

  private void become(PhaseName next) {
    phase = next;
    output.send(new FromChild.Reported(next.status("")));
  }
}
