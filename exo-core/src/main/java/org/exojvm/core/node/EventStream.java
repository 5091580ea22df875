package org.exojvm.core.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.exojvm.core.event.IndexedEvent;

/**
 * The events of a node from one index on, each once and in order, at the pace of the reader. A slow
 * reader holds up nobody: when what it needs is not kept any more, the stream ends with an {@link
 * EventsMissedException} that says where to resume. So it does when the master has lost events that
 * this node knew and begins another log, in which the same indices mean other events.
 *
 * <p>Threading: belongs to one reader. It holds no resource and need not be closed.
 */
public final class EventStream {

  private final EventFeed feed;
  private final long log;
  private final ArrayDeque<IndexedEvent> fetched = new ArrayDeque<>();
  private long nextIdx;

  EventStream(EventFeed feed, long fromIdx) {
    this.feed = feed;
    this.log = feed.log();
    this.nextIdx = fromIdx;
  }

  /** Returns the index of the event that {@link #next} gives: from here another stream resumes. */
  public long nextIdx() {
    return nextIdx;
  }

  /**
   * Waits for the next event. {@link ExoNode#state} includes it when this returns.
   *
   * @param patience longest time to wait
   * @return the event, or nothing when there was none in time or the node is closed
   * @throws EventsMissedException when the event is not kept any more, or the log is another one
   *     now; every further call throws it
   * @throws InterruptedException when interrupted while waiting; nothing is lost by it
   */
  public Optional<IndexedEvent> next(Duration patience)
      throws EventsMissedException, InterruptedException {
    if (fetched.isEmpty()) {
      fetched.addAll(feed.read(nextIdx, log, patience));
    }
    IndexedEvent next = fetched.poll();
    if (next != null) {
      nextIdx = next.idx() + 1;
    }
    return Optional.ofNullable(next);
  }

  /** Returns whether the node is closed and every event has been given. */
  public boolean isEnded() {
    return fetched.isEmpty() && feed.endsAt(nextIdx);
  }
}
