package org.exojvm.mlx.process;

import org.exojvm.api.collection.Bytes;
import org.exojvm.api.id.TaskId;

/**
 * What a {@link RunnerChild} reports. Threads: any. A report that cannot be sent ends the process.
 */
public interface ChildReports {

  /**
   * The work goes on.
   *
   * @param done how much is done, in any unit
   * @param total how much there is, 0 when that is not known
   */
  void progress(long done, long total);

  /** A piece of output of the task that runs. */
  void chunk(TaskId task, Bytes chunk);

  /** The trace of the task that runs, at most once. */
  void traces(TaskId task, Bytes spans);

  /** A contribution to a round of the side channel. */
  void contribution(long sequence, Bytes data);
}
