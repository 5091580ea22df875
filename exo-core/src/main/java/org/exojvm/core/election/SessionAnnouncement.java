package org.exojvm.core.election;

import com.google.common.collect.ImmutableList;

/**
 * What a master tells those that are to follow it: its session, and which sessions its log
 * continues. A message of this project; the reference has none like it.
 *
 * @param history the latest sessions of the log in the order of their first events, the announced
 *     one last
 */
public record SessionAnnouncement(ImmutableList<SessionStart> history) {

  /** Checks that there is a session, and the order. */
  public SessionAnnouncement {
    if (history.isEmpty()) {
      throw new IllegalArgumentException(
          "SessionAnnouncement.history is empty. It must at least have the session itself.");
    }
    for (int i = 1; i < history.size(); i++) {
      if (history.get(i).firstIdx() <= history.get(i - 1).firstIdx()) {
        throw new IllegalArgumentException(
            "SessionAnnouncement.history is out of order at %d: %s after %s."
                .formatted(i, history.get(i), history.get(i - 1)));
      }
    }
  }

  /** Returns an announcement of a session that continues nothing. */
  public static SessionAnnouncement first(SessionId session) {
    return new SessionAnnouncement(ImmutableList.of(new SessionStart(session, 0)));
  }

  /** Returns the session that is announced. */
  public SessionId session() {
    return history.getLast().session();
  }

  /**
   * Returns whether the log of the session begins with the events that a follower has, so that it
   * can go on where it is. A session has one writer and never takes an event back once it is told,
   * so two logs that hold an event of the same session are equal up to it (the log matching
   * property of Raft, with the session in place of the term).
   *
   * @param known the sessions in the log of the follower, in order
   * @param nextIdx number of events it has
   */
  public boolean continues(ImmutableList<SessionStart> known, long nextIdx) {
    if (nextIdx == 0) {
      return true;
    }
    int latest = known.isEmpty() ? -1 : history.indexOf(known.getLast());
    boolean isLast = latest == history.size() - 1;
    return latest >= 0 && (isLast || nextIdx <= history.get(latest + 1).firstIdx());
  }
}
