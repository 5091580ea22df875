package org.exojvm.core.simulation;

import java.util.HashMap;
import java.util.Map;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/** All masterships there have been, as a tree of {@link Chapter}s. */
final class Chapters {

  private final Map<SessionId, Chapter> bySession = new HashMap<>();

  /** A mastership begins behind a state. */
  Chapter open(SessionId session, State initial) {
    Chapter opened = new Chapter(session, of(initial), initial);
    if (bySession.putIfAbsent(session, opened) != null) {
      throw new BrokenRuleException("L4", "Session " + session + " has begun for the second time.");
    }
    return opened;
  }

  /** Returns the chapter in which a state ends; null before the first event. */
  @Nullable Chapter of(State state) {
    return state.sessions().isEmpty() ? null : of(state.sessions().getLast().session());
  }

  /** Returns the chapter of a session. */
  Chapter of(SessionId session) {
    Chapter chapter = bySession.get(session);
    if (chapter == null) {
      throw new BrokenRuleException("D15", "Nobody has opened session " + session + ".");
    }
    return chapter;
  }

  /** Returns the hash of all events up to a state. */
  long rollingAt(State state) {
    Chapter chapter = of(state);
    return chapter == null ? 0 : chapter.rollingAt(state.lastEventAppliedIdx());
  }
}
