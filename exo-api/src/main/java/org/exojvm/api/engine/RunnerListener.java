package org.exojvm.api.engine;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.TaskId;

/**
 * Receives the reports of one runner, in the order they happen, on any thread, one at a time.
 * Returns quickly and throws nothing.
 */
public interface RunnerListener {

  /** The runner has entered a phase. Reports of failure carry a message for people. */
  void onStatus(RunnerStatus status);

  /** A piece of output, from rank 0 only. The last one of a task carries a finish reason. */
  void onChunk(TaskId task, GenerationChunk chunk);

  /**
   * The runner has left a task: done, cancelled or given up. Exactly once per task it was given,
   * after its last chunk and before the report of the phase it goes to (Ready, Shutdown, Failed).
   */
  void onTaskStopped(TaskId task, TaskOutcome outcome);

  /**
   * The runner contributes to a round of the side channel; {@link Runner#deliver} brings what all
   * ranks have, once the last one has contributed. A second contribution to a round that is still
   * open takes the place of the first.
   *
   * @param sequence number of the round, rising from round to round of an attempt
   * @param data what it contributes, at most a few KiB
   */
  void onContribution(long sequence, Bytes data);

  /**
   * The runner hands in its trace of a task, at most once, before {@link #onTaskStopped} of it.
   * Only engines that trace do.
   */
  void onTraces(TaskId task, ImmutableList<TraceSpan> spans);
}
