package org.exojvm.core.worker;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.RunnerTask;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/** What a worker wants done. The shell does it, in this order. */
public sealed interface WorkerOutput {

  /**
   * Publish an event on {@code local_events}.
   *
   * @param message the event with its place in the stream of this node
   */
  record EmitEvent(ForwarderEvent message) implements WorkerOutput {}

  /**
   * Publish a command on {@code commands}.
   *
   * @param message the command
   */
  record SendCommand(ForwarderCommand message) implements WorkerOutput {}

  /**
   * Publish a command on {@code download_commands}.
   *
   * @param message the command
   */
  record SendDownloadCommand(ForwarderDownloadCommand message) implements WorkerOutput {}

  /**
   * Hand a piece of output to whoever made the request; ephemeral, it never becomes an event.
   *
   * @param commandId the request
   * @param chunk the chunk
   * @param to node whose client made it; null when unknown, then whoever is at this node
   */
  record ChunkOut(CommandId commandId, GenerationChunk chunk, @Nullable NodeId to)
      implements WorkerOutput {}

  /**
   * Let the downloader of this node act.
   *
   * @param command what it shall do
   */
  record PerformDownload(DownloadCommand command) implements WorkerOutput {}

  /**
   * Stop everything: a later process speaks for this node, such as one that was started from a copy
   * of its directory. Comes once; nothing follows, whatever comes in.
   *
   * @param boot boot of the later process
   */
  record Superseded(long boot) implements WorkerOutput {}

  /** A call to a runner of this node. */
  sealed interface EngineCall extends WorkerOutput {

    /** Returns the runner. */
    RunnerId runnerId();
  }

  /**
   * Start a runner. What it reports comes back with the attempt of the instance.
   *
   * @param bound what it shall be
   */
  record StartRunner(BoundInstance bound) implements EngineCall {
    @Override
    public RunnerId runnerId() {
      return bound.boundRunnerId();
    }

    /** Returns the attempt its reports carry (D20). */
    public long attempt() {
      return bound.instance().attempt();
    }
  }

  /**
   * Let a runner join its group.
   *
   * @param runnerId the runner
   */
  record ConnectRunner(RunnerId runnerId) implements EngineCall {}

  /**
   * Let a runner load its shard.
   *
   * @param runnerId the runner
   */
  record LoadRunner(RunnerId runnerId) implements EngineCall {}

  /**
   * Let a runner do a first forward pass.
   *
   * @param runnerId the runner
   */
  record WarmUpRunner(RunnerId runnerId) implements EngineCall {}

  /**
   * Let a runner work on a task.
   *
   * @param runnerId the runner
   * @param task the work
   */
  record RunTask(RunnerId runnerId, RunnerTask task) implements EngineCall {}

  /**
   * Let a runner leave a task.
   *
   * @param runnerId the runner
   * @param taskId the task
   */
  record CancelRunnerTask(RunnerId runnerId, TaskId taskId) implements EngineCall {}

  /**
   * Give a runner what all ranks have contributed to a round of the side channel. A round that the
   * node has missed, because it started from a snapshot, never comes: runners need a deadline.
   *
   * @param runnerId the runner
   * @param sequence round number of the side channel
   * @param gathered contribution of every runner, in the order of their ranks
   */
  record DeliverSideChannel(
      RunnerId runnerId, long sequence, ImmutableMap<RunnerId, Bytes> gathered)
      implements EngineCall {}

  /**
   * Close a runner. The shell may forget it once the call has been made.
   *
   * @param runnerId the runner
   */
  record StopRunner(RunnerId runnerId) implements EngineCall {}

  /**
   * Append events to the log of this node. A master does not: it has written them before it told
   * them.
   *
   * @param events events behind those in the log, in order
   */
  record JournalEvents(ImmutableList<IndexedEvent> events) implements WorkerOutput {}

  /**
   * Replace the log of this node by a state: it was too far behind to be given every event, or has
   * taken in a log that does not continue its own.
   *
   * @param state the state to go on from
   */
  record ReplaceJournal(State state) implements WorkerOutput {}
}
