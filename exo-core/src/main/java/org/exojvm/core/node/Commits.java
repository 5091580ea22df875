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
