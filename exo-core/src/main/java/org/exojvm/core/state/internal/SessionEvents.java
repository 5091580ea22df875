package org.exojvm.core.state.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import org.exojvm.core.election.SessionStart;
import org.exojvm.core.event.SessionEvent;
import org.exojvm.core.event.SessionEvent.SessionOpened;
import org.exojvm.core.state.State;

/** Applies events about the mastership. */
public final class SessionEvents {

  /**
   * Sessions kept. Fewer: a follower that was away for that many changes of the mastership starts
   * from a snapshot. More: every snapshot and announcement carries them.
   */
  static final int MAX_SESSIONS = 64;

  private SessionEvents() {}

  /** Returns the state after the event. */
  public static State apply(State state, SessionEvent event) {
    return switch (event) {
      case SessionOpened opened -> opened(state, opened);
    };
  }

  private static State opened(State state, SessionOpened opened) {
    ImmutableList<SessionStart> known = state.sessions();
    return state.withSessions(
        Iterables.concat(
            known.subList(Math.max(0, known.size() - MAX_SESSIONS + 1), known.size()),
            ImmutableList.of(new SessionStart(opened.session(), state.lastEventAppliedIdx()))));
  }
}
