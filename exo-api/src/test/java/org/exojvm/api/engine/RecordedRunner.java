package org.exojvm.api.engine;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.BoundInstance;
import org.jspecify.annotations.Nullable;

/** A runner under test together with everything it has reported, as short texts. */
public final class RecordedRunner implements RunnerListener {

  private final List<String> reports = new ArrayList<>();
  private final List<GenerationChunk> chunks = new ArrayList<>();
  private @Nullable RunnerStatus status;
  private final Runner runner;

  private RecordedRunner(RunnerEngine engine, BoundInstance bound) {
    this.runner = engine.start(bound, this);
  }

  /** Starts a runner. */
  public static RecordedRunner start(RunnerEngine engine, BoundInstance bound) {
    return new RecordedRunner(engine, bound);
  }

  /** Returns the runner itself. */
  public Runner runner() {
    return runner;
  }

  /** Returns the last report, null before the first. */
  public synchronized @Nullable RunnerStatus status() {
    return status;
  }

  /** Returns whether the last report is of this phase. */
  public synchronized boolean is(Class<? extends RunnerStatus> phase) {
    return phase.isInstance(status);
  }

  /** Returns all reports: phases without {@code Runner}, and {@code task OUTCOME}. No chunks. */
  public synchronized ImmutableList<String> reports() {
    return ImmutableList.copyOf(reports);
  }

  /** Returns all output. */
  public synchronized ImmutableList<GenerationChunk> chunks() {
    return ImmutableList.copyOf(chunks);
  }

  /** Returns the message of the failure; empty when the last report is none. */
  public synchronized String failureMessage() {
    return status instanceof RunnerStatus.RunnerFailed(var message) && message != null
        ? message
        : "";
  }

  @Override
  public synchronized void onStatus(RunnerStatus next) {
    status = next;
    reports.add(next.getClass().getSimpleName().substring("Runner".length()));
  }

  @Override
  public synchronized void onChunk(TaskId task, GenerationChunk chunk) {
    chunks.add(chunk);
  }

  @Override
  public synchronized void onContribution(long sequence, Bytes data) {
    reports.add("round " + sequence);
  }

  @Override
  public synchronized void onTraces(TaskId task, ImmutableList<TraceSpan> spans) {
    reports.add(task.value() + " " + spans.size() + " spans");
  }

  @Override
  public synchronized void onTaskStopped(TaskId task, TaskOutcome outcome) {
    reports.add(task.value() + " " + outcome);
  }
}
