package org.exojvm.core.election;

import org.exojvm.api.check.Checks;

/**
 * Where a session begins in the log: with the event that opens it.
 *
 * @param session the session
 * @param firstIdx index of its first event
 */
public record SessionStart(SessionId session, long firstIdx) {
  /** Checks the shape. */
  public SessionStart {
    Checks.inRange(firstIdx >= 0, "SessionStart.firstIdx", firstIdx, "at least 0");
  }
}
