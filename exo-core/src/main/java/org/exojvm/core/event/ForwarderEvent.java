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
 */
public record ForwarderEvent(
    long originIdx, NodeId origin, SessionId session, Event event, @Nullable NodeId sourceNode) {
  /** Creates an event as a worker sends it. */
  public ForwarderEvent(long originIdx, NodeId origin, SessionId session, Event event) {
    this(originIdx, origin, session, event, null);
  }

  /** Checks the shape. */
  public ForwarderEvent {
    Checks.inRange(originIdx >= 0, "ForwarderEvent.originIdx", originIdx, "at least 0");
  }
}
