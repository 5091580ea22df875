package org.exojvm.core.event;

import org.exojvm.api.id.EventId;
import org.exojvm.core.election.SessionId;

/** What happened to the mastership. */
public sealed interface SessionEvent extends Event {

  /**
   * A node has become master. The first event of every session, so that a log tells which master
   * wrote which part of it (extension).
   *
   * @param eventId id of the event
   * @param session the session it opens
   */
  public record SessionOpened(EventId eventId, SessionId session) implements SessionEvent {}
}
