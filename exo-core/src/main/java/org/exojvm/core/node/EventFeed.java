package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.exojvm.core.event.IndexedEvent;
import org.jspecify.annotations.Nullable;

/**
 * The latest events of a node, kept once for all readers. Older ones come from a backlog, such as
 * the journal, where there is one. The loop appends and waits for nobody.
 */
final class EventFeed {

  /**
   * Events kept in memory. Smaller: a reader that pauses has to start again, or to read from disk.
   * Larger: more memory, about 300 bytes an event.
   */
  static final int MAX_KEPT_EVENTS = 16_384;

  /**
   * Most characters of events kept in memory, by {@link EventWeight}; the latest event is kept
   * however long it is. Smaller: long prompts push other events out. Larger: more memory.
   */
  static final long MAX_KEPT_CHARS = 32 << 20;

  /** Most events handed to a reader at a time. */
  static final int MAX_EVENTS_PER_READ = 256;

  /**
   * Characters after which no more events are handed to a reader at a time: a reader that stalls
   * keeps what it was handed.
   */
  static final long MAX_CHARS_PER_READ = 256 << 10;

  /**
   * Most events read from the backlog at a time. Fewer: who is far behind takes longer. More: what
   * commits to the journal waits longer for its turn.
   */
  static final int MAX_EVENTS_PER_BACKLOG_READ = 64;

  /** Where older events are; may block, called by readers. */
  @FunctionalInterface
  interface Backlog {

    /** Returns events from an index on, none when they are not there. */
    ImmutableList<IndexedEvent> read(long fromIdx, int max);
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** However many readers are far behind, one at a time is in the way of what commits. */
  private final ReentrantLock backlogTurn = new ReentrantLock(true);

  /**
   * The latest events, each at the remainder of its index: readers find theirs without walking over
   * the others, and so without holding up the loop.
   */
  private final @Nullable IndexedEvent[] kept;

  private int keptCount;
  private long keptChars;
  private final long maxKeptChars;
  private Backlog backlog = (fromIdx, max) -> ImmutableList.of();
  private long nextIdx;
  private long log;
  private boolean closed;

  EventFeed() {
    this(MAX_KEPT_EVENTS, MAX_KEPT_CHARS);
  }

  EventFeed(int capacity, long maxKeptChars) {
    this.maxKeptChars = maxKeptChars;
    this.kept = new @Nullable IndexedEvent[capacity];
  }

  /**
   * Begins anew: the next event has this index, earlier ones are in the backlog or nowhere. An
   * index that was appended before means another log, in which events that were told never
   * happened.
   */
  void restartAt(long idx, Backlog older) {
    lock.lock();
    try {
      Arrays.fill(kept, null);
      keptCount = 0;
      keptChars = 0;
      log += idx < nextIdx ? 1 : 0;
      nextIdx = idx;
      backlog = older;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the index of the event that is appended next. */
  long nextIdx() {
    lock.lock();
    try {
      return nextIdx;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of the log that the events are of. */
  long log() {
    lock.lock();
    try {
      return log;
    } finally {
      lock.unlock();
    }
  }

  /** Appends the event with {@link #nextIdx}. */
  void append(IndexedEvent event) {
    lock.lock();
    try {
      if (keptCount == kept.length) {
        dropOldest();
      }
      kept[slot(event.idx())] = event;
      keptCount++;
      keptChars += EventWeight.of(event.event());
      nextIdx = event.idx() + 1;
      while (keptChars > maxKeptChars && keptCount > 1) {
        dropOldest();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void dropOldest() {
    int oldest = slot(firstKeptIdx());
    keptChars -= EventWeight.of(Objects.requireNonNull(kept[oldest]).event());
    kept[oldest] = null;
    keptCount--;
  }

  /** Says that there will be no more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean endsAt(long idx) {
    lock.lock();
    try {
      return closed && idx >= nextIdx;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for an event and returns it with some that follow it; none when time is up.
   *
   * @param ofLog number of the log that the reader reads
   */
  ImmutableList<IndexedEvent> read(long fromIdx, long ofLog, Duration patience)
      throws EventsMissedException, InterruptedException {
    Backlog older;
    int max;
    lock.lockInterruptibly();
    try {
      long nanos = TimeUnit.NANOSECONDS.convert(patience);
      while (ofLog == log && fromIdx >= nextIdx && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      if (ofLog != log) {
        throw EventsMissedException.ofAnotherLog(fromIdx, firstKeptIdx());
      }
      if (fromIdx >= firstKeptIdx()) {
        return keptFrom(fromIdx);
      }
      older = backlog;
      // The backlog may be ahead: it has what is durable before the state does.
      max = (int) Math.min(MAX_EVENTS_PER_BACKLOG_READ, firstKeptIdx() - fromIdx);
    } finally {
      lock.unlock();
    }
    ImmutableList<IndexedEvent> events = backlogFrom(older, fromIdx, max);
    if (events.isEmpty()) {
      throw EventsMissedException.notKept(fromIdx, firstIdx());
    }
    return events;
  }

  private long firstIdx() {
    lock.lock();
    try {
      return firstKeptIdx();
    } finally {
      lock.unlock();
    }
  }

  private long firstKeptIdx() {
    return nextIdx - keptCount;
  }

  private ImmutableList<IndexedEvent> keptFrom(long fromIdx) {
    long toIdx = Math.min(nextIdx, fromIdx + MAX_EVENTS_PER_READ);
    ImmutableList.Builder<IndexedEvent> events = ImmutableList.builder();
    long chars = 0;
    for (long idx = fromIdx; idx < toIdx && chars < MAX_CHARS_PER_READ; idx++) {
      IndexedEvent event = Objects.requireNonNull(kept[slot(idx)]);
      events.add(event);
      chars += EventWeight.of(event.event());
    }
    return events.build();
  }

  private ImmutableList<IndexedEvent> backlogFrom(Backlog older, long fromIdx, int max)
      throws InterruptedException {
    backlogTurn.lockInterruptibly();
    try {
      ImmutableList.Builder<IndexedEvent> events = ImmutableList.builder();
      long chars = 0;
      for (IndexedEvent event : older.read(fromIdx, max)) {
        if (chars >= MAX_CHARS_PER_READ) {
          break;
        }
        events.add(event);
        chars += EventWeight.of(event.event());
      }
      return events.build();
    } finally {
      backlogTurn.unlock();
    }
  }

  private int slot(long idx) {
    return (int) (idx % kept.length);
  }
}
