package org.exojvm.core.event;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.engine.TraceSpan;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.generation.InputImageChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.TaskId;

/** Traffic that passes through the event plane without changing State. */
public sealed interface StreamEvent extends Event {

  /**
   * A request has produced output.
   *
   * @param eventId id of the event
   * @param commandId the command
   * @param chunk the chunk
   */
  public record ChunkGenerated(EventId eventId, CommandId commandId, GenerationChunk chunk)
      implements StreamEvent {}

  /**
   * A piece of a request has come in.
   *
   * @param eventId id of the event
   * @param commandId the command
   * @param chunk the chunk
   */
  public record InputChunkReceived(EventId eventId, CommandId commandId, InputImageChunk chunk)
      implements StreamEvent {}

  /**
   * One rank hands in its trace.
   *
   * @param eventId id of the event
   * @param taskId the task
   * @param rank rank of the reporter
   * @param traces trace spans
   */
  public record TracesCollected(
      EventId eventId, TaskId taskId, int rank, ImmutableList<TraceSpan> traces)
      implements StreamEvent {}

  /**
   * The traces of all ranks.
   *
   * @param eventId id of the event
   * @param taskId the task
   * @param traces trace spans
   */
  public record TracesMerged(EventId eventId, TaskId taskId, ImmutableList<TraceSpan> traces)
      implements StreamEvent {}
}
