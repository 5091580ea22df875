package org.exojvm.core.worker;

import com.google.common.collect.ImmutableList;
import java.util.Objects;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.TaskEvent;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/** Collects the outputs of one step, and keeps the events of the node until they are seen. */
final class Outbox {

  private final NodeId node;
  private @Nullable SessionId session;
  private long stream;
  private final IdSequence ids;
  private final long boot;
  private final UnseenEvents unseen = new UnseenEvents(this::publish);
  private ImmutableList.Builder<WorkerOutput> outputs = ImmutableList.builder();

  Outbox(NodeId node, IdSequence ids, long boot) {
    this.node = node;
    this.ids = ids;
    this.boot = boot;
  }

  /** Returns the session that is obeyed, null before the first. */
  @Nullable SessionId session() {
    return session;
  }

  /**
   * Speaks to the master of another session; what no master has shown yet is said again.
   *
   * @param goesOn whether its log has all that was shown; otherwise measurements are not said
   *     again, because it may lack what was reported before them (D9)
   */
  void follow(SessionId next, boolean goesOn) {
    stream += session == null ? 0 : 1;
    session = next;
    unseen.startAnew(goesOn);
  }

  /** Returns the number of the stream to the present master: how many it has obeyed before. */
  long stream() {
    return stream;
  }

  UnseenEvents unseen() {
    return unseen;
  }

  NodeId node() {
    return node;
  }

  IdSequence ids() {
    return ids;
  }

  EventId eventId() {
    return ids.nextEventId();
  }

  void emit(Event event) {
    var _ = unseen.emit(event);
  }

  /** Emits an event; returns whether there was room for it. */
  boolean offer(Event event) {
    return unseen.emit(event);
  }

  void emitStatus(TaskId task, TaskStatus status) {
    emit(new TaskEvent.TaskStatusUpdated(eventId(), task, status));
  }

  void emitFailure(TaskId task, String errorType, String errorMessage) {
    emit(new TaskEvent.TaskFailed(eventId(), task, errorType, errorMessage));
    emitStatus(task, TaskStatus.FAILED);
  }

  void send(Command command) {
    outputs.add(new WorkerOutput.SendCommand(new ForwarderCommand(node, command, session)));
  }

  void send(DownloadCommand command) {
    outputs.add(new WorkerOutput.SendDownloadCommand(new ForwarderDownloadCommand(node, command)));
  }

  void add(WorkerOutput output) {
    outputs.add(output);
  }

  private void publish(long idx, Event event) {
    outputs.add(
        new WorkerOutput.EmitEvent(
            new ForwarderEvent(
                idx, node, Objects.requireNonNull(session), event, null, boot, stream)));
  }

  ImmutableList<WorkerOutput> drain() {
    ImmutableList<WorkerOutput> drained = outputs.build();
    if (!drained.isEmpty()) {
      outputs = ImmutableList.builder();
    }
    return drained;
  }
}
