package org.exojvm.core.event;

import org.exojvm.api.check.Checks;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way through a topic.
 *
 * @param originIdx index in the stream of the origin, from 0
 * @param origin node the message comes from
 * @param session session it belongs to
 * @param event the event
 * @param sourceNode node a master's event came from, null when the master made it, and null on the
 *     way to the master, where the origin says it (extension)
 * @param originBoot which start of its node the stream belongs to: a number that rises with every
 *     start, so that a later stream replaces an earlier one; 0 when the origin does not say
 *     (extension)
 * @param originStream which stream of that start: a number that rises whenever the origin obeys
 *     another session, so that one that comes back to a session begins anew there (extension)
 */
public record ForwarderEvent(
    long originIdx,
    NodeId origin,
    SessionId session,
    Event event,
    @Nullable NodeId sourceNode,
    long originBoot,
    long originStream) {
  /** Creates an event as a worker sends it that does not tell its boot. */
  public ForwarderEvent(long originIdx, NodeId origin, SessionId session, Event event) {
    this(originIdx, origin, session, event, null);
  }

  /** Creates an event as a master sends it. */
  public ForwarderEvent(
      long originIdx, NodeId origin, SessionId session, Event event, @Nullable NodeId sourceNode) {
    this(originIdx, origin, session, event, sourceNode, 0, 0);
  }

  /** Checks the shape. */
  public ForwarderEvent {
    Checks.inRange(originIdx >= 0, "ForwarderEvent.originIdx", originIdx, "at least 0");
    Checks.inRange(originBoot >= 0, "ForwarderEvent.originBoot", originBoot, "at least 0");
    Checks.inRange(originStream >= 0, "ForwarderEvent.originStream", originStream, "at least 0");
  }
}
