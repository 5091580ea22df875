package org.exojvm.mlx.process;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Optional;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.TaskId;

/**
 * The watchdog of one child: what it was told, what it has said since, and whether it has been
 * silent for too long. Immutable; time comes in as nanoseconds of some fixed origin.
 *
 * @param limits how long it may be silent
 * @param phase what is waited for, while no task is open
 * @param progressNanos when it last got on
 * @param signNanos when it last said anything
 * @param openTasks tasks it was given and has not left
 * @param greeted whether it has greeted
 */
record RunnerWatch(
    PhaseLimits limits,
    WatchedPhase phase,
    long progressNanos,
    long signNanos,
    ImmutableSet<TaskId> openTasks,
    boolean greeted) {

  /** More open tasks than this are refused; workers give one at a time. */
  static final int OPEN_TASKS_MAX = 1_024;

  /** Returns the watch of a process that starts now. */
  static RunnerWatch started(PhaseLimits limits, long nowNanos) {
    return new RunnerWatch(
        limits, WatchedPhase.STARTING, nowNanos, nowNanos, ImmutableSet.of(), false);
  }

  /** Returns the watch after a message to the child. A call is expected to get on from now. */
  RunnerWatch told(ToChild message, long nowNanos) {
    return switch (message) {
      case ToChild.Connect() -> at(WatchedPhase.CONNECTING, nowNanos);
      case ToChild.Load() -> at(WatchedPhase.LOADING, nowNanos);
      case ToChild.WarmUp() -> at(WatchedPhase.WARMING_UP, nowNanos);
      case ToChild.Run(TaskId task, var _) -> opened(task, nowNanos);
      case ToChild.Close() -> at(WatchedPhase.CLOSING, nowNanos);
      case ToChild.Begin _, ToChild.Cancel _, ToChild.Deliver _ -> this;
    };
  }

  /**
   * Returns the watch after a message of the child.
   *
   * @throws ProtocolException if the child cannot mean it
   */
  RunnerWatch heard(FromChild message, long nowNanos) throws ProtocolException {
    if (greeted == message instanceof FromChild.Greeting) {
      throw new ProtocolException(
          greeted ? "a second greeting" : "a message before the greeting: " + shown(message));
    }
    RunnerWatch alive = new RunnerWatch(limits, phase, progressNanos, nowNanos, openTasks, true);
    return switch (message) {
      case FromChild.Greeting _, FromChild.Beat _ -> alive;
      case FromChild.Progress _, FromChild.Contribution _ -> alive.progressed(nowNanos);
      case FromChild.Reported(RunnerStatus status) -> alive.entered(status, nowNanos);
      case FromChild.Chunk(TaskId task, var _) -> alive.on(task, nowNanos);
      case FromChild.Traces(TaskId task, var _) -> alive.on(task, nowNanos);
      case FromChild.TaskStopped(TaskId task, var _) -> alive.on(task, nowNanos).left(task);
    };
  }

  /** Returns why the child has to be killed, if it has. */
  Optional<String> stall(long nowNanos) {
    // Close is not held up by a task that is open.
    WatchedPhase current =
        openTasks.isEmpty() || phase == WatchedPhase.CLOSING ? phase : WatchedPhase.RUNNING;
    Optional<Duration> limit = current.limit(limits);
    if (limit.isPresent() && nowNanos - progressNanos >= limit.get().toNanos()) {
      return Optional.of(
          "No progress in "
              + current
              + " for "
              + limit.get().toMillis()
              + " ms, so it was killed.");
    }
    if (nowNanos - signNanos >= limits.heartbeat().toNanos()) {
      return Optional.of(
          "No sign of life for " + limits.heartbeat().toMillis() + " ms, so it was killed.");
    }
    return Optional.empty();
  }

  boolean isClosing() {
    return phase == WatchedPhase.CLOSING;
  }

  private RunnerWatch entered(RunnerStatus status, long nowNanos) {
    if (isClosing()) {
      return this; // It has one limit, from the request to the end.
    }
    return at(
        switch (PhaseName.of(status)) {
          case CONNECTING -> WatchedPhase.CONNECTING;
          case LOADING -> WatchedPhase.LOADING;
          case WARMING_UP -> WatchedPhase.WARMING_UP;
          case RUNNING -> WatchedPhase.RUNNING;
          case IDLE, CONNECTED, LOADED, READY -> WatchedPhase.WAITING;
          // It stops by itself, and has no more time for it than if it had been asked.
          case SHUTTING_DOWN, SHUTDOWN, FAILED -> WatchedPhase.CLOSING;
        },
        nowNanos);
  }

  private RunnerWatch at(WatchedPhase next, long nowNanos) {
    return new RunnerWatch(limits, next, nowNanos, signNanos, openTasks, greeted);
  }

  private RunnerWatch progressed(long nowNanos) {
    return isClosing() ? this : at(phase, nowNanos);
  }

  private RunnerWatch opened(TaskId task, long nowNanos) {
    ImmutableSet<TaskId> open = ImmutableSet.<TaskId>builder().addAll(openTasks).add(task).build();
    long since = openTasks.isEmpty() ? nowNanos : progressNanos;
    return new RunnerWatch(limits, phase, since, signNanos, open, greeted);
  }

  private RunnerWatch on(TaskId task, long nowNanos) throws ProtocolException {
    if (!openTasks.contains(task)) {
      throw new ProtocolException("a report on " + shown(task) + ", which it was not given");
    }
    return progressed(nowNanos);
  }

  private RunnerWatch left(TaskId task) {
    ImmutableSet<TaskId> open =
        openTasks.stream()
            .filter(other -> !other.equals(task))
            .collect(ImmutableSet.toImmutableSet());
    return new RunnerWatch(limits, phase, progressNanos, signNanos, open, greeted);
  }

  private static String shown(Object value) {
    String text = value.toString();
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }
}
