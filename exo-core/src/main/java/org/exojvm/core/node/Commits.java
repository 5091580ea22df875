package org.exojvm.core.node;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.exojvm.core.event.IndexedEvent;

/**
 * What a master has decided and may not tell yet: events that are not durable, and actions that
 * wait for them. Belongs to the loop.
 */
final class Commits {

  private record Waiting(long afterIdx, Runnable action) {}

  private final ArrayDeque<IndexedEvent> events = new ArrayDeque<>();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long lastIdx;
  private long committedIdx;
  private int ticksWaited;

  /** Creates an empty list behind the last event that is durable, -1 for none. */
  Commits(long lastDurableIdx) {
    this.lastIdx = lastDurableIdx;
    this.committedIdx = lastDurableIdx + 1;
  }

  void add(IndexedEvent event) {
    events.add(event);
    lastIdx = event.idx();
  }

  /** Returns how many events are not durable yet. */
  int uncommitted() {
    return events.size();
  }

  /** Counts a tick of the master; returns for how many the disk has given no answer. */
  int tick() {
    ticksWaited = events.isEmpty() ? 0 : ticksWaited + 1;
    return ticksWaited;
  }

  /** Returns for how many ticks of the master the disk owes an answer. */
  int ticksWaited() {
    return ticksWaited;
  }

  /** Runs an action as soon as all events so far are durable, which may be now. */
  void after(Runnable action) {
    if (lastIdx < committedIdx) {
      action.run();
    } else {
      waiting.add(new Waiting(lastIdx, action));
    }
  }

  /** Everything before an index is durable: tells those events, then runs what waited for them. */
  void committed(long idx, Consumer<IndexedEvent> tell) {
    committedIdx = Math.max(committedIdx, idx);
    ticksWaited = 0;
    for (IndexedEvent event = events.peek();
        event != null && event.idx() < committedIdx;
        event = events.peek()) {
      events.remove();
      tell.accept(event);
    }
    for (Waiting first = waiting.peek();
        first != null && first.afterIdx() < committedIdx;
        first = waiting.peek()) {
      waiting.remove();
      first.action().run();
    }
  }
}
