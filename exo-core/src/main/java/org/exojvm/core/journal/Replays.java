package org.exojvm.core.journal;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;

/** Reads events from a log to send them again, to a node that has missed them (D16). */
public final class Replays {

  private Replays() {}

  /**
   * Returns committed events as the master of a session sends them.
   *
   * @param log the log
   * @param session the session of the master
   * @param sinceIdx first index wanted
   * @param count how many
   * @return the events, contiguous from {@code sinceIdx} on, fewer when fewer are committed; empty
   *     when the log does not go back to {@code sinceIdx}, see {@link EventLog#firstIdx}
   * @throws JournalException when they cannot be read
   */
  public static ImmutableList<ForwarderEvent> read(
      EventLog log, SessionId session, long sinceIdx, long count) throws JournalException {
    List<ForwarderEvent> events = new ArrayList<>();
    // A log may return fewer than asked, but at least one while there is one: this ends.
    while (events.size() < count) {
      ImmutableList<LogEntry> read =
          log.read(sinceIdx + events.size(), (int) (count - events.size()));
      if (read.isEmpty()) {
        break;
      }
      read.forEach(entry -> events.add(forwarded(entry.event(), session)));
    }
    return ImmutableList.copyOf(events);
  }

  private static ForwarderEvent forwarded(IndexedEvent event, SessionId session) {
    return new ForwarderEvent(
        event.idx(), session.masterNodeId(), session, event.event(), event.sourceNode());
  }
}
