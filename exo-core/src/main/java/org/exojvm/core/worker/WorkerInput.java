package org.exojvm.core.worker;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.engine.TraceSpan;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.topology.Connection;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;

/** What can happen to a worker. The shell brings it in, one at a time. */
public sealed interface WorkerInput {

  /**
   * An event of the master has come in, in any order, perhaps for the second time.
   *
   * @param message the event as it came
   */
  record GlobalEvent(ForwarderEvent message) implements WorkerInput {}

  /**
   * The master has sent its state, because this node is too far behind to be given every event. It
   * replaces the replica in one step, unless the replica is further.
   *
   * @param snapshot the snapshot as it came
   */
  record SnapshotReceived(StateSnapshot snapshot) implements WorkerInput {}

  /**
   * A master is to be followed from now on; whether it is the right one the shell has found out.
   * Runners go on (a change of the mastership never stops one), and what the last master has not
   * shown yet is told to this one. The session obeyed already changes nothing.
   *
   * @param announcement what the master told of its session
   */
  record SessionAnnounced(SessionAnnouncement announcement) implements WorkerInput {}

  /**
   * This node was master until now. Its log ends with this state, and so does the replica from here
   * on. Comes before another session is announced.
   *
   * @param logState state at the end of the log
   */
  record Led(State logState) implements WorkerInput {}

  /** Time to plan. Comes every {@link WorkerCore#PLAN_TICK_MILLIS}. */
  record PlanTick() implements WorkerInput {}

  /**
   * Plan ticks have passed that the shell has left out, because {@link WorkerCore#idleTicks} said
   * that nothing would come of them. Comes before the next input of another kind.
   *
   * @param count how many, at most as many as were idle
   */
  record TicksLeftOut(long count) implements WorkerInput {}

  /**
   * A runner of this node has entered a phase.
   *
   * @param runnerId the runner
   * @param attempt attempt of the instance under which the runner was started
   * @param status phase it has entered
   */
  record RunnerReported(RunnerId runnerId, long attempt, RunnerStatus status)
      implements WorkerInput {}

  /**
   * A runner has produced output.
   *
   * @param runnerId the runner
   * @param taskId the task
   * @param chunk the chunk
   */
  record ChunkProduced(RunnerId runnerId, TaskId taskId, GenerationChunk chunk)
      implements WorkerInput {}

  /**
   * A runner has left a task.
   *
   * @param runnerId the runner
   * @param attempt attempt of the instance under which the runner was started
   * @param taskId the task
   * @param outcome how it was left
   */
  record TaskStopped(RunnerId runnerId, long attempt, TaskId taskId, TaskOutcome outcome)
      implements WorkerInput {}

  /**
   * A runner contributes to a round of the side channel.
   *
   * @param runnerId the runner
   * @param attempt attempt of the instance under which the runner was started
   * @param sequence round number of the side channel
   * @param data what it contributes, at most a few KiB
   */
  record SideChannelContributed(RunnerId runnerId, long attempt, long sequence, Bytes data)
      implements WorkerInput {}

  /**
   * A runner hands in the trace of a task.
   *
   * @param runnerId the runner
   * @param attempt attempt of the instance under which the runner was started
   * @param taskId the task
   * @param traces trace spans
   */
  record TracesRecorded(
      RunnerId runnerId, long attempt, TaskId taskId, ImmutableList<TraceSpan> traces)
      implements WorkerInput {}

  /**
   * The downloader of this node has made progress.
   *
   * @param progress where the download stands
   */
  record DownloadReported(DownloadProgress progress) implements WorkerInput {}

  /**
   * This node has measured something about itself.
   *
   * @param info what was measured
   */
  record Measured(GatheredInfo info) implements WorkerInput {}

  /**
   * A link from this node works. A shell compares what is with what State says, and says it again
   * while that differs: after a change of the session nothing of it is sent again by itself.
   *
   * @param connection the directed edge
   */
  record EdgeFound(Connection connection) implements WorkerInput {}

  /**
   * A link from this node is gone.
   *
   * @param connection the directed edge
   */
  record EdgeLost(Connection connection) implements WorkerInput {}

  /**
   * A download command has come in, for this node or another.
   *
   * @param command the command
   */
  record DownloadCommandReceived(DownloadCommand command) implements WorkerInput {}
}
