package org.exojvm.core.worker;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.Command.RequestEventLog;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
import org.exojvm.core.stream.Ingested;
import org.exojvm.core.stream.OrderedBuffer;
import org.jspecify.annotations.Nullable;

/** The events of the master as they arrive, and the replica of State they build. */
final class GlobalStream {

  private final OwnLog log;
  private @Nullable SessionId session;
  private long sessionFirstIdx;
  private OrderedBuffer<ForwarderEvent> buffer;
  private GapRepair repair = new GapRepair();
  private State state;
  private long foreignMessages;

  /**
   * Begins with what the log of this node holds, and listens to nobody.
   *
   * @param kept whether there is such a log
   */
  GlobalStream(State recovered, boolean kept) {
    this.log = new OwnLog(recovered, kept);
    this.state = recovered;
    this.buffer = new OrderedBuffer<>(recovered.lastEventAppliedIdx() + 1);
  }

  OwnLog log() {
    return log;
  }

  /**
   * Listens to another session from now on. What waits behind a gap is dropped: the next session
   * need not have it. A replica that was about to leave the log of this node returns to it where
   * the session continues that log.
   *
   * @return whether the replica goes on where it is; otherwise it begins anew, or returns to where
   *     it was before it listened to somebody else, and what was told meanwhile is not in it
   */
  boolean follow(SessionAnnouncement announcement) {
    boolean returns = log.isParted() && continues(announcement, log.end());
    if (returns) {
      state = log.end();
      log.rejoin();
    }
    boolean goesOn = continues(announcement, state);
    if (!goesOn) {
      log.part();
    }
    session = announcement.session();
    sessionFirstIdx = announcement.history().getLast().firstIdx();
    state = goesOn ? state : State.empty();
    buffer = new OrderedBuffer<>(state.lastEventAppliedIdx() + 1);
    repair = new GapRepair();
    return goesOn && !returns;
  }

  private static boolean continues(SessionAnnouncement announcement, State state) {
    return announcement.continues(state.sessions(), state.lastEventAppliedIdx() + 1);
  }

  /** Goes on from what this node has written as a master. */
  void led(State logState) {
    if (logState.lastEventAppliedIdx() >= buffer.nextIdx()) {
      state = logState;
      var _ = buffer.skipTo(state.lastEventAppliedIdx() + 1);
    }
    log.written(logState);
  }

  State state() {
    return state;
  }

  /** Returns the number of messages of other sessions or masters that were dropped (D15). */
  long foreignMessages() {
    return foreignMessages;
  }

  /** Returns whether a message is of this session and its master; counts it when it is not. */
  boolean admits(NodeId origin, SessionId itsSession) {
    boolean ours = itsSession.equals(session) && origin.equals(itsSession.masterNodeId());
    if (!ours) {
      foreignMessages++;
    }
    return ours;
  }

  /**
   * Returns whether an event was indexed in this session. One from before it, which the log of its
   * master has from an earlier master, says nothing of what this one has received.
   */
  boolean isOfThisSession(IndexedEvent event) {
    return event.idx() >= sessionFirstIdx;
  }

  /** Takes in an admitted message and returns the events that are new in the replica, in order. */
  ImmutableList<IndexedEvent> receive(ForwarderEvent message, long tick) {
    Ingested<ForwarderEvent> ingested = buffer.ingest(message.originIdx(), message);
    repair.noticed(ingested, buffer.heldCount() > 0, tick);
    return apply(ingested.released());
  }

  /** Returns whether an admitted snapshot goes beyond what is known here. */
  boolean isBehind(StateSnapshot snapshot) {
    return snapshot.state().lastEventAppliedIdx() >= buffer.nextIdx();
  }

  /**
   * Starts from a snapshot that goes beyond what is known; returns the events that had come in
   * behind it, which are in the replica now.
   */
  ImmutableList<IndexedEvent> replaceBy(StateSnapshot snapshot, long tick) {
    state = snapshot.state();
    log.jumped(state);
    ImmutableList<IndexedEvent> applied = apply(buffer.skipTo(state.lastEventAppliedIdx() + 1));
    repair.caughtUp(buffer.heldCount() > 0, tick);
    return applied;
  }

  /** Returns the number of plan ticks until missing events are asked for, as far as is known. */
  long ticksToNextRequest(long tick) {
    return repair.ticksToNextTry(tick);
  }

  /** Asks for what is missing, when it is time to. */
  void requestMissing(Outbox out, long tick) {
    if (repair.isDue(tick)) {
      out.send(new RequestEventLog(out.ids().nextCommandId(), buffer.nextIdx()));
    }
  }

  private ImmutableList<IndexedEvent> apply(ImmutableList<ForwarderEvent> released) {
    ImmutableList.Builder<IndexedEvent> applied = ImmutableList.builder();
    for (ForwarderEvent next : released) {
      IndexedEvent event = new IndexedEvent(next.originIdx(), next.event(), next.sourceNode());
      state = EventApplier.apply(state, event);
      log.applied(event, state);
      applied.add(event);
    }
    return applied.build();
  }
}
