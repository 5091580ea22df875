package org.exojvm.core.engine.simulated;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.Runner;
import org.exojvm.api.engine.RunnerListener;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerTask;
import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.engine.TraceSpan;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.BoundInstance;
import org.jspecify.annotations.Nullable;

/** One simulated rank. All of it but the calls of the interface runs in scheduler actions. */
final class SimulatedRunner implements Runner {

  private final BoundInstance bound;
  private final RunnerListener listener;
  private final SimulatedGroups groups;
  private final SimulatedSideChannel sideChannel;

  /** Last report, null before the first. */
  private @Nullable RunnerStatus status;

  private @Nullable TaskId task;
  private long taskBeganMicros;
  private boolean closing;
  private boolean over;

  SimulatedRunner(BoundInstance bound, RunnerListener listener, SimulatedGroups groups) {
    this.bound = bound;
    this.listener = listener;
    this.groups = groups;
    this.sideChannel = new SimulatedSideChannel(this, listener, groups.timings);
  }

  @Override
  public void connect() {
    later(
        0,
        () -> {
          if (expect("connect", !isAlone() && status instanceof RunnerStatus.RunnerIdle)) {
            report(new RunnerStatus.RunnerConnecting());
            unlessStruck(
                SimulatedPhase.CONNECT, 0, () -> sideChannel.exchange(() -> group().connect(this)));
          }
        });
  }

  @Override
  public void load() {
    later(
        0,
        () -> {
          boolean idleAlone = isAlone() && status instanceof RunnerStatus.RunnerIdle;
          if (expect("load", idleAlone || status instanceof RunnerStatus.RunnerConnected)) {
            report(new RunnerStatus.RunnerLoading());
            long millis = groups.timings.loadMillis(bound.boundShard());
            unlessStruck(
                SimulatedPhase.LOAD,
                millis / 2,
                () -> later(millis, () -> report(new RunnerStatus.RunnerLoaded())));
          }
        });
  }

  @Override
  public void warmUp() {
    later(
        0,
        () -> {
          if (expect("warmUp", status instanceof RunnerStatus.RunnerLoaded)) {
            report(new RunnerStatus.RunnerWarmingUp());
            unlessStruck(SimulatedPhase.WARM_UP, 0, () -> group().warmUp(this));
          }
        });
  }

  @Override
  public void run(RunnerTask work) {
    later(
        0,
        () -> {
          if (expect("run", status instanceof RunnerStatus.RunnerReady)) {
            task = work.taskId();
            taskBeganMicros = groups.scheduler.nowMillis() * 1_000;
            report(new RunnerStatus.RunnerRunning());
            group().join(this, work);
          }
        });
  }

  @Override
  public void cancel(TaskId cancelled) {
    later(
        0,
        () -> {
          if (cancelled.equals(task)) {
            group().cancel(cancelled);
          }
        });
  }

  @Override
  public void deliver(long sequence, ImmutableMap<RunnerId, Bytes> gathered) {
    later(0, () -> sideChannel.delivered(sequence, gathered));
  }

  @Override
  public void close() {
    groups.scheduler.after(0, this::beginToClose);
  }

  /** The process is up. */
  void begin() {
    group().add(this);
    later(
        groups.timings.startMillis(),
        () -> unlessStruck(SimulatedPhase.START, 0, () -> report(new RunnerStatus.RunnerIdle())));
  }

  BoundInstance bound() {
    return bound;
  }

  int rank() {
    return bound.boundShard().deviceRank();
  }

  /** Returns whether the runner takes part in its group. */
  boolean isActive() {
    return !over && !closing;
  }

  boolean isOver() {
    return over;
  }

  void report(RunnerStatus next) {
    status = next;
    listener.onStatus(next);
  }

  void output(TaskId source, GenerationChunk chunk) {
    listener.onChunk(source, chunk);
  }

  /** Leaves a task; one that goes on is ready for the next. */
  void leave(TaskId left, TaskOutcome outcome) {
    if (isActive() && left.equals(task)) {
      stopTask(outcome);
      report(new RunnerStatus.RunnerReady());
    }
  }

  void die(String message, boolean noticed) {
    if (isActive()) {
      over = true;
      stopTask(TaskOutcome.FAILED);
      report(new RunnerStatus.RunnerFailed(message));
      group().lost(this, message, noticed);
    }
  }

  /** Ends without a word. */
  void vanish() {
    if (!over) {
      over = true;
      group().lost(this, "its node is gone", true);
    }
  }

  /** Runs an action after a delay, unless the runner has ended or is ending by then. */
  void later(long delayMillis, Runnable action) {
    groups.scheduler.after(
        delayMillis,
        () -> {
          if (isActive()) {
            action.run();
          }
        });
  }

  private void beginToClose() {
    if (!isActive()) {
      return;
    }
    if (status == null) {
      report(new RunnerStatus.RunnerIdle());
    }
    closing = true;
    report(new RunnerStatus.RunnerShuttingDown());
    TaskId current = task;
    if (current != null) {
      group().cancel(current);
    }
    groups.scheduler.after(groups.timings.stopMillis(), this::endClosed);
  }

  private void endClosed() {
    if (!over) {
      over = true;
      stopTask(TaskOutcome.CANCELLED);
      report(new RunnerStatus.RunnerShutdown());
      group().left(this);
    }
  }

  private void stopTask(TaskOutcome outcome) {
    TaskId stopped = task;
    if (stopped != null) {
      task = null;
      if (groups.timings.tracing() && outcome == TaskOutcome.COMPLETE) {
        listener.onTraces(stopped, trace());
      }
      listener.onTaskStopped(stopped, outcome);
    }
  }

  private ImmutableList<TraceSpan> trace() {
    long nowMicros = groups.scheduler.nowMillis() * 1_000;
    return ImmutableList.of(
        new TraceSpan(
            "generate", taskBeganMicros, nowMicros - taskBeganMicros, rank(), "generation"));
  }

  private void unlessStruck(SimulatedPhase phase, long delayMillis, Runnable action) {
    SimulatedFault fault = groups.script.strike(bound, phase);
    if (fault == null) {
      action.run();
    } else {
      later(delayMillis, () -> suffer(fault));
    }
  }

  void suffer(SimulatedFault fault) {
    switch (fault.effect()) {
      case FAIL -> die(fault.message(), true);
      case FAIL_UNNOTICED -> die(fault.message(), false);
      case HANG -> {}
    }
  }

  /** A call that does not fit the phase is a failure, so that a mistake of the caller shows. */
  private boolean expect(String call, boolean fits) {
    if (!fits) {
      die(
          call
              + " does not fit the phase "
              + (status == null ? "before Idle" : status.getClass().getSimpleName())
              + " of rank "
              + rank()
              + ". Maybe wait for the report of the phase before.",
          true);
    }
    return fits;
  }

  private boolean isAlone() {
    return bound.boundShard().worldSize() == 1;
  }

  private SimulatedGroup group() {
    return groups.groupOf(bound);
  }
}
