package org.exojvm.mlx.process;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.id.TaskId;

/** What a supervisor tells its child; the calls of the engine SPI, with opaque contents. */
public sealed interface ToChild {

  /**
   * The first message: what to run.
   *
   * @param settings what {@link RunnerChild#begin} is given
   */
  record Begin(Bytes settings) implements ToChild {}

  /** Join the group of ranks. */
  record Connect() implements ToChild {}

  /** Load the shard. */
  record Load() implements ToChild {}

  /** Run a first forward pass. */
  record WarmUp() implements ToChild {}

  /**
   * Run a task.
   *
   * @param task the task
   * @param request what it asks
   */
  record Run(TaskId task, Bytes request) implements ToChild {}

  /**
   * Leave a task.
   *
   * @param task the task
   */
  record Cancel(TaskId task) implements ToChild {}

  /**
   * A round of the side channel is complete.
   *
   * @param sequence number of the round
   * @param gathered contributions in the order of the ranks
   */
  record Deliver(long sequence, ImmutableList<Bytes> gathered) implements ToChild {}

  /** Stop, and end the process. */
  record Close() implements ToChild {}
}
