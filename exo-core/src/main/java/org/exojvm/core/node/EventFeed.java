package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.exojvm.core.event.IndexedEvent;

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

  /** Most events handed to a reader at a time. */
  static final int MAX_EVENTS_PER_READ = 256;

  /** Where older events are; may block, called by readers. */
  @FunctionalInterface
  interface Backlog {

    /** Returns events from an index on, none when they are not there. */
    ImmutableList<IndexedEvent> read(long fromIdx, int max);
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<IndexedEvent> kept = new ArrayDeque<>();
  private final int capacity;
  private Backlog backlog = (fromIdx, max) -> ImmutableList.of();
  private long nextIdx;
  private long log;
  private boolean closed;

  EventFeed() {
    this(MAX_KEPT_EVENTS);
  }

  EventFeed(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Begins anew: the next event has this index, earlier ones are in the backlog or nowhere. An
   * index that was appended before means another log, in which events that were told never
   * happened.
   */
  void restartAt(long idx, Backlog older) {
    lock.lock();
    try {
      kept.clear();
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
      kept.add(event);
      if (kept.size() > capacity) {
        kept.remove();
      }
      nextIdx = event.idx() + 1;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
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
      max = (int) Math.min(MAX_EVENTS_PER_READ, firstKeptIdx() - fromIdx);
    } finally {
      lock.unlock();
    }
    ImmutableList<IndexedEvent> events = older.read(fromIdx, max);
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
    return nextIdx - kept.size();
  }

  private ImmutableList<IndexedEvent> keptFrom(long fromIdx) {
    return kept.stream()
        .skip(fromIdx - firstKeptIdx())
        .limit(MAX_EVENTS_PER_READ)
        .collect(ImmutableList.toImmutableList());
  }
}
