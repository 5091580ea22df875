package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.Runner;
import org.exojvm.api.engine.RunnerEngine;
import org.exojvm.api.engine.RunnerListener;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.engine.TraceSpan;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.worker.WorkerInput;
import org.exojvm.core.worker.WorkerOutput;

/**
 * The runners of a node under one session: makes the calls a worker asks for and brings its reports
 * to the loop. An engine that throws, which it must not, has a runner that failed. Belongs to the
 * loop.
 */
final class LocalRunners {

  private final RunnerEngine engine;
  private final Mailbox mailbox;
  private final NodeLoop loop;
  private final Consumer<WorkerInput> sink;
  private final Map<RunnerId, Started> runners = new HashMap<>();
  private final Set<Reports> alive = new HashSet<>();

  private record Started(Runner runner, Reports reports) {}

  LocalRunners(RunnerEngine engine, Mailbox mailbox, NodeLoop loop, Consumer<WorkerInput> sink) {
    this.engine = engine;
    this.mailbox = mailbox;
    this.loop = loop;
    this.sink = sink;
  }

  void call(WorkerOutput.EngineCall call) {
    if (call instanceof WorkerOutput.StartRunner start) {
      start(start);
      return;
    }
    Started started = runners.get(call.runnerId());
    if (started == null) {
      return;
    }
    try {
      call(started.runner(), call);
    } catch (RuntimeException | LinkageError e) {
      started.reports().failed(e);
    }
  }

  private void start(WorkerOutput.StartRunner start) {
    Reports reports = new Reports(start);
    alive.add(reports);
    try {
      runners.put(start.runnerId(), new Started(engine.start(start.bound(), reports), reports));
    } catch (RuntimeException | LinkageError e) {
      reports.failed(e);
    }
  }

  private void call(Runner runner, WorkerOutput.EngineCall call) {
    switch (call) {
      case WorkerOutput.ConnectRunner _ -> runner.connect();
      case WorkerOutput.LoadRunner _ -> runner.load();
      case WorkerOutput.WarmUpRunner _ -> runner.warmUp();
      case WorkerOutput.RunTask run -> runner.run(run.task());
      case WorkerOutput.CancelRunnerTask cancel -> runner.cancel(cancel.taskId());
      case WorkerOutput.StopRunner _ -> {
        runners.remove(call.runnerId());
        runner.close();
      }
      case WorkerOutput.DeliverSideChannel round ->
          runner.deliver(round.sequence(), round.gathered());
      case WorkerOutput.StartRunner _ -> throw new IllegalStateException("started elsewhere");
    }
  }

  /** Tells every runner to stop; what they report on the way is no longer passed on. */
  void closeAll() {
    for (Started started : runners.values()) {
      started.reports().silent = true;
      try {
        started.runner().close();
      } catch (RuntimeException | LinkageError e) {
        started.reports().failed(e);
      }
    }
    runners.clear();
  }

  /** Returns whether every runner has reported its end. */
  boolean isIdle() {
    return alive.isEmpty();
  }

  /** Brings what one runner reports to the loop, in its order. */
  private final class Reports implements RunnerListener {

    private final WorkerOutput.StartRunner start;
    private boolean silent;

    Reports(WorkerOutput.StartRunner start) {
      this.start = start;
    }

    void failed(Throwable thrown) {
      onStatus(new RunnerFailed("The engine threw %s. This is a bug of it.".formatted(thrown)));
    }

    @Override
    public void onStatus(RunnerStatus status) {
      bring(
          new WorkerInput.RunnerReported(
              start.runnerId(), start.attempt(), EngineBounds.cut(status)),
          status.isTerminal());
    }

    @Override
    public void onChunk(TaskId task, GenerationChunk chunk) {
      bring(new WorkerInput.ChunkProduced(start.runnerId(), task, chunk), false);
    }

    @Override
    public void onContribution(long sequence, Bytes data) {
      if (data.size() > EngineBounds.MAX_CONTRIBUTION_BYTES) {
        onStatus(
            new RunnerFailed(
                "The engine contributed %d bytes to round %d; the most is %d. This is a bug of it."
                    .formatted(data.size(), sequence, EngineBounds.MAX_CONTRIBUTION_BYTES)));
        return;
      }
      bring(
          new WorkerInput.SideChannelContributed(start.runnerId(), start.attempt(), sequence, data),
          false);
    }

    @Override
    public void onTraces(TaskId task, ImmutableList<TraceSpan> spans) {
      bring(
          new WorkerInput.TracesRecorded(
              start.runnerId(), start.attempt(), task, EngineBounds.cut(spans)),
          false);
    }

    @Override
    public void onTaskStopped(TaskId task, TaskOutcome outcome) {
      bring(new WorkerInput.TaskStopped(start.runnerId(), start.attempt(), task, outcome), false);
    }

    private void bring(WorkerInput report, boolean last) {
      if (loop.isCurrent()) {
        // The loop must not wait for room in its own mailbox.
        mailbox.put(() -> take(report, last));
      } else {
        mailbox.putReport(() -> take(report, last));
      }
    }

    private void take(WorkerInput report, boolean last) {
      if (last) {
        alive.remove(this);
      }
      if (!silent) {
        sink.accept(report);
      }
    }
  }
}
