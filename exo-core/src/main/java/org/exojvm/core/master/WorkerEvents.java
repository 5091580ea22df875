package org.exojvm.core.master;

import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.AvailabilityEvent;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.HandInEvent;
import org.exojvm.core.event.InstanceEvent;
import org.exojvm.core.event.MetaInstanceEvent;
import org.exojvm.core.event.NodeEvent;
import org.exojvm.core.event.OpaqueEvent;
import org.exojvm.core.event.RunnerEvent;
import org.exojvm.core.event.SessionEvent;
import org.exojvm.core.event.SideChannelEvent;
import org.exojvm.core.event.StreamEvent;
import org.exojvm.core.event.TaskEvent;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.event.TopologyEvent;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.StateSnapshot;
import org.exojvm.core.stream.Ingested;
import org.exojvm.core.stream.OriginBuffers;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.TaskStatus;

/**
 * Takes in what workers report: in the order each worker sent it, from the current session only,
 * and only what a worker may say.
 */
final class WorkerEvents {

  private final Indexer indexer;
  private final SessionId session;
  private final OriginBuffers<Event> buffers = new OriginBuffers<>();
  private final SideChannelRounds sideChannel;
  private final TraceRounds traces;
  private final HandIns handIns;

  WorkerEvents(Indexer indexer, SessionId session, IdSequence ids) {
    this.indexer = indexer;
    this.session = session;
    this.sideChannel = new SideChannelRounds(indexer, ids);
    this.traces = new TraceRounds(indexer, ids);
    this.handIns = new HandIns(indexer, ids);
  }

  /** A second has passed. */
  void tick() {
    sideChannel.tick();
    traces.tick();
  }

  void receive(ForwarderEvent message) {
    if (!message.session().equals(session)) {
      indexer.note(
          Incident.FOREIGN_SESSION,
          "event %s of node %s is of session %s, not of %s"
              .formatted(message.event().eventId(), message.origin(), message.session(), session));
      return;
    }
    Ingested<Event> ingested =
        buffers.ingest(
            message.origin(),
            message.originBoot(),
            message.originStream(),
            message.originIdx(),
            message.event());
    if (ingested.verdict() == Ingested.Verdict.OUTDATED) {
      indexer.note(
          Incident.OUTDATED_BOOT,
          "event %d of node %s is of boot %d, but boot %d has begun"
              .formatted(
                  message.originIdx(),
                  message.origin(),
                  message.originBoot(),
                  buffers.boot(message.origin())));
    }
    if (ingested.verdict() == Ingested.Verdict.DROPPED) {
      indexer.note(
          Incident.STREAM_OVERFLOW,
          "event %d of node %s waits for too many before it"
              .formatted(message.originIdx(), message.origin()));
    }
    ingested.released().forEach(event -> index(message.origin(), event));
  }

  /** Returns what a node that is far behind is to start from. */
  StateSnapshot snapshotFor(NodeId follower) {
    return new StateSnapshot(
        session.masterNodeId(),
        session,
        indexer.state(),
        buffers.boot(follower),
        buffers.nextIdx(follower),
        buffers.number(follower));
  }

  private void index(NodeId origin, Event event) {
    if (!mayComeFromWorker(event)) {
      indexer.note(
          Incident.FORBIDDEN_EVENT,
          "node %s sent %s, which only the master makes"
              .formatted(origin, event.getClass().getSimpleName()));
    } else if (event instanceof NodeEvent.NodeStarted started && !started.nodeId().equals(origin)) {
      // It ends the process of the node it names, so nobody says it for another.
      indexer.note(
          Incident.FORBIDDEN_EVENT,
          "node %s says that node %s has started".formatted(origin, started.nodeId()));
    } else if (event instanceof TaskStatusUpdated late && isCancelledRequest(late.taskId())) {
      indexer.note(
          Incident.LATE_REPORT,
          "node %s reported %s for task %s, which is cancelled"
              .formatted(origin, late.taskStatus(), late.taskId()));
    } else if (event instanceof SideChannelEvent.JacclSideChannelData data) {
      sideChannel.contributed(origin, data);
    } else if (event instanceof StreamEvent.TracesCollected collected) {
      traces.collected(origin, collected);
    } else if (event instanceof HandInEvent handedIn) {
      handIns.receive(origin, handedIn);
    } else {
      indexer.index(event, origin);
    }
  }

  /** A report that crossed the cancellation on its way must not bring the request back (D13). */
  private boolean isCancelledRequest(TaskId id) {
    return indexer.state().tasks().get(id) instanceof GenerationTask request
        && request.taskStatus() == TaskStatus.CANCELLED;
  }

  private static boolean mayComeFromWorker(Event event) {
    return switch (event) {
      case TaskEvent task -> !(task instanceof TaskEvent.TaskDeleted);
      case RunnerEvent runner -> runner instanceof RunnerEvent.RunnerStatusUpdated;
      case NodeEvent node -> !(node instanceof NodeEvent.NodeDisconnected);
      case StreamEvent stream -> !(stream instanceof StreamEvent.TracesMerged);
      case SideChannelEvent round -> round instanceof SideChannelEvent.JacclSideChannelData;
      case TopologyEvent _ -> true;
      case TestEvent _ -> true;
      case OpaqueEvent _ -> true;
      case AvailabilityEvent _ -> false;
      case InstanceEvent _ -> false;
      case MetaInstanceEvent _ -> false;
      case HandInEvent _ -> true;
      case SessionEvent _ -> false;
    };
  }
}
