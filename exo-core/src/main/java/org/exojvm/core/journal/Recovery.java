package org.exojvm.core.journal;

import com.google.common.collect.ImmutableList;
import org.exojvm.core.state.State;

/**
 * What was found when a log was opened.
 *
 * @param state state after all events that could be read
 * @param snapshotIdx index of the last event in the snapshot it was built from, -1 without one
 * @param replayed number of events applied to it
 * @param damage what could not be read, in the order of the files; empty when all is well
 */
public record Recovery(State state, long snapshotIdx, long replayed, ImmutableList<Damage> damage) {

  /** Returns what an empty log recovers. */
  public static Recovery nothing() {
    return new Recovery(State.empty(), -1, 0, ImmutableList.of());
  }
}
