package org.exojvm.mlx.process;

import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.id.TaskId;

/** What a child tells its supervisor; the reports of the engine SPI, and signs of life. */
public sealed interface FromChild {

  /**
   * The first message: the process is up.
   *
   * @param pid its process id
   */
  record Greeting(long pid) implements FromChild {}

  /**
   * The process is alive, whatever its work does.
   *
   * @param count number of the beat, from 1
   */
  record Beat(long count) implements FromChild {}

  /**
   * The runner has entered a phase.
   *
   * @param status the phase
   */
  record Reported(RunnerStatus status) implements FromChild {}

  /**
   * The work of the phase goes on.
   *
   * @param done how much is done, in any unit
   * @param total how much there is, 0 when that is not known
   */
  record Progress(long done, long total) implements FromChild {}

  /**
   * A piece of output.
   *
   * @param task the task
   * @param chunk the piece
   */
  record Chunk(TaskId task, Bytes chunk) implements FromChild {}

  /**
   * The runner has left a task.
   *
   * @param task the task
   * @param outcome how
   */
  record TaskStopped(TaskId task, TaskOutcome outcome) implements FromChild {}

  /**
   * The runner contributes to a round of the side channel.
   *
   * @param sequence number of the round
   * @param data what it contributes
   */
  record Contribution(long sequence, Bytes data) implements FromChild {}

  /**
   * The trace of a task.
   *
   * @param task the task
   * @param spans the trace
   */
  record Traces(TaskId task, Bytes spans) implements FromChild {}
}
