package org.exojvm.core.election;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.check.Checks;

/**
 * How far a log goes, and who wrote it: enough to tell whether one log is the beginning of another.
 *
 * <p>A session has one writer and tells no event that a crash could take back, so two logs that
 * hold an event of the same session are equal up to it: the log matching property of Raft (Ongaro
 * and Ousterhout 2014, section 5.3), with the session in place of the term.
 *
 * @param history the latest sessions of the log in the order of their first events
 * @param nextIdx number of events in the log
 */
public record LogPosition(ImmutableList<SessionStart> history, long nextIdx) {

  private static final LogPosition EMPTY = new LogPosition(ImmutableList.of(), 0);

  /** Checks the shape. */
  public LogPosition {
    Checks.inRange(nextIdx >= 0, "LogPosition.nextIdx", nextIdx, "at least 0");
  }

  /** Returns the position before the first event. */
  public static LogPosition empty() {
    return EMPTY;
  }

  /** Sessions told of a log; as many as State keeps. */
  private static final int MAX_HISTORY = 64;

  /**
   * Returns this log as it is once a session has been opened behind it; itself if it has been. One
   * that was just opened may not be in the log yet, but its first event is certain.
   */
  LogPosition continuedBy(SessionId session) {
    if (isOf(session)) {
      return this;
    }
    return new LogPosition(
        ImmutableList.<SessionStart>builder()
            .addAll(history.subList(Math.max(0, history.size() + 1 - MAX_HISTORY), history.size()))
            .add(new SessionStart(session, nextIdx))
            .build(),
        nextIdx + 1);
  }

  /** Returns whether a session wrote the end of this log. */
  boolean isOf(SessionId session) {
    return !history.isEmpty() && history.getLast().session().equals(session);
  }

  /** Returns whether another log is the beginning of this one, or equal to it. */
  public boolean covers(LogPosition other) {
    if (other.nextIdx == 0) {
      return true;
    }
    int latest = other.history.isEmpty() ? -1 : history.indexOf(other.history.getLast());
    if (latest < 0) {
      return false;
    }
    return other.nextIdx <= endOf(latest);
  }

  /** Returns whether another log is the beginning of this one, and this one goes on behind it. */
  public boolean isAheadOf(LogPosition other) {
    return covers(other) && !other.covers(this);
  }

  /** Returns how many events both logs have in common, as far as their sessions tell. */
  public long commonWith(LogPosition other) {
    for (int i = history.size() - 1; i >= 0; i--) {
      int same = other.history.indexOf(history.get(i));
      if (same >= 0) {
        return Math.min(endOf(i), other.endOf(same));
      }
    }
    return 0;
  }

  private long endOf(int session) {
    return session == history.size() - 1 ? nextIdx : history.get(session + 1).firstIdx();
  }

  /** Returns the round that elected the writer of the last event, 0 for an empty log. */
  public long epoch() {
    return history.isEmpty() ? 0 : history.getLast().session().round();
  }
}
