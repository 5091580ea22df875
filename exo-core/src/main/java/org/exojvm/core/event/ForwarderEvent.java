package org.exojvm.core.event;

import org.exojvm.api.check.Checks;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionId;

/**
 * An event on its way through a topic.
 *
 * @param originIdx index in the stream of the origin, from 0
 * @param origin node the message comes from
 * @param session session it belongs to
 * @param event the event
 */
public record ForwarderEvent(long originIdx, NodeId origin, SessionId session, Event event) {
  /** Checks the shape. */
  public ForwarderEvent {
    Checks.inRange(originIdx >= 0, "ForwarderEvent.originIdx", originIdx, "at least 0");
  }
}
