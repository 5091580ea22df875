package org.exojvm.api.engine;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;

/**
 * One shard at work. Calls follow the life of a runner: {@link #connect} (groups of two and more),
 * {@link #load}, {@link #warmUp}, then {@link #run} and {@link #cancel}, and {@link #close} at any
 * time.
 *
 * <p>Every call is asynchronous, acknowledged by a report of the phase it starts (Connecting,
 * Loading, WarmingUp, Running) and followed by the phase it ends in (Connected, Loaded, Ready), in
 * this order. A call that does not fit the phase is reported as a failure.
 */
public interface Runner extends AutoCloseable {

  /** Joins the group of ranks. Completes only when all ranks have called it. */
  void connect();

  /** Loads the shard. */
  void load();

  /** Runs a first forward pass. All ranks take part. */
  void warmUp();

  /** Runs a task. All ranks take part; rank 0 reports the output. */
  void run(RunnerTask task);

  /**
   * Makes this runner leave a task; all ranks that work on it leave it together, and a rank that is
   * given it later leaves it at once. Unknown and finished tasks are ignored. Acknowledged by
   * {@link RunnerListener#onTaskStopped}.
   */
  void cancel(TaskId task);

  /**
   * Hands over what all ranks have contributed to a round of the side channel (JACCL exchanges the
   * addresses of its queue pairs this way). A round comes at most once, perhaps never: whoever
   * waits for one gives up after a deadline of its own and reports a failure. Rounds nobody waits
   * for are ignored, in every phase.
   *
   * @param sequence number of the round
   * @param gathered contribution of every runner, in the order of their ranks
   */
  void deliver(long sequence, ImmutableMap<RunnerId, Bytes> gathered);

  /** Stops the runner. Idempotent; reports ShuttingDown and Shutdown unless it had failed. */
  @Override
  void close();
}
