package org.exojvm.core.worker;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.core.election.LogPosition;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.state.State;

/**
 * What of the replica belongs into the log of this node, from which it goes on when it becomes
 * master or is started anew. While the replica takes in a log that does not continue this one,
 * nothing does: the old log stays whole until the new one is complete, so that no intent is lost
 * between the two.
 */
final class OwnLog {

  private final List<WorkerOutput> due = new ArrayList<>();
  private final List<IndexedEvent> events = new ArrayList<>();
  private final boolean kept;
  private State end;
  private boolean parted;

  /**
   * Begins with what the log held when the node started.
   *
   * @param kept whether it is written anywhere
   */
  OwnLog(State recovered, boolean kept) {
    this.end = recovered;
    this.kept = kept;
  }

  /** Returns the state at the end of the log. */
  State end() {
    return end;
  }

  LogPosition position() {
    return positionOf(end);
  }

  static LogPosition positionOf(State state) {
    return new LogPosition(state.sessions(), state.lastEventAppliedIdx() + 1);
  }

  /** Returns whether the replica is of a log that does not continue this one. */
  boolean isParted() {
    return parted;
  }

  /** The replica begins with another log. */
  void part() {
    parted = true;
  }

  /** The replica is what this log holds, again. */
  void rejoin() {
    parted = false;
  }

  /** An event is in the replica now. */
  void applied(IndexedEvent event, State after) {
    if (!parted) {
      if (kept) {
        events.add(event);
      }
      end = after;
    }
  }

  /** The replica has jumped to a later state of the same log. */
  void jumped(State after) {
    if (!parted) {
      replace(after);
    }
  }

  /** The node has written the log itself, as a master. */
  void written(State after) {
    end = after;
  }

  /** The replica has caught up with the other log, and the node has handed in what it knew. */
  void caughtUp(State replica) {
    if (parted) {
      parted = false;
      replace(replica);
    }
  }

  private void replace(State state) {
    flush();
    if (kept) {
      due.add(new WorkerOutput.ReplaceJournal(state));
    }
    end = state;
  }

  private void flush() {
    if (!events.isEmpty()) {
      due.add(new WorkerOutput.JournalEvents(ImmutableList.copyOf(events)));
      events.clear();
    }
  }

  /** Returns what is to be written since the last time. */
  ImmutableList<WorkerOutput> drain() {
    if (events.isEmpty() && due.isEmpty()) {
      return ImmutableList.of();
    }
    flush();
    ImmutableList<WorkerOutput> drained = ImmutableList.copyOf(due);
    due.clear();
    return drained;
  }
}
