package org.exojvm.mlx.process;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.id.TaskId;

/**
 * What really runs in a child process; {@link RunnerChildHost} calls it and reports the phases.
 *
 * <p>{@link #begin}, {@link #connect}, {@link #load}, {@link #warmUp}, {@link #run} and {@link
 * #end} come one at a time from one thread, the first of the process, so that native code that
 * belongs to a thread can be called. {@link #cancel} and {@link #deliver} come from another one at
 * any time and return at once.
 *
 * <p>Whatever is thrown ends the process, with its message as the report: after an error of a group
 * or of a device nothing can be trusted any more.
 */
public interface RunnerChild {

  /**
   * Prepares.
   *
   * @param settings what the supervisor has given
   * @param reports where to report to, at any time, from any thread
   */
  void begin(Bytes settings, ChildReports reports) throws Exception;

  /** Joins the group of ranks. */
  void connect() throws Exception;

  /** Loads the shard; reports progress meanwhile. */
  void load() throws Exception;

  /** Runs a first forward pass. */
  void warmUp() throws Exception;

  /**
   * Runs a task; reports its output meanwhile. Returns when it is done, or was cancelled.
   *
   * @param request what it asks
   */
  TaskOutcome run(TaskId task, Bytes request) throws Exception;

  /** Makes {@link #run} of a task return soon; also one that has not begun. */
  void cancel(TaskId task);

  /** Hands over a complete round of the side channel; nobody may be waiting for it. */
  void deliver(long sequence, ImmutableList<Bytes> gathered);

  /** Gives everything back; the process ends afterwards. */
  void end() throws Exception;
}
