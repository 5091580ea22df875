package org.exojvm.core.node;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the loop of a node, in order of arrival. Messages of peers are dropped when too
 * many wait, for they are sent again. Reports of this node's own runners and downloads are never
 * dropped: whoever brings one waits until there is room. What the loop itself has asked for is
 * always taken, since it is bounded by what was asked.
 */
final class Mailbox {

  /**
   * Messages of peers that may wait. Smaller: a burst is sent again. Larger: a node that does not
   * keep up holds more memory, up to this times the largest message.
   */
  static final int MAX_MESSAGES = 16_384;

  /** Reports that may wait. Smaller: runners pause sooner while the loop is busy. */
  static final int MAX_REPORTS = 65_536;

  private enum Kind {
    MESSAGE,
    REPORT,
    OWN
  }

  private record Letter(Kind kind, Runnable task) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition taken = lock.newCondition();
  private final ArrayDeque<Letter> letters = new ArrayDeque<>();
  private final int maxMessages;
  private final int maxReports;
  private int messages;
  private int reports;
  private boolean closed;

  Mailbox() {
    this(MAX_MESSAGES, MAX_REPORTS);
  }

  Mailbox(int maxMessages, int maxReports) {
    this.maxMessages = maxMessages;
    this.maxReports = maxReports;
  }

  /** Takes in a message of a peer; returns whether there was room. */
  boolean offerMessage(Runnable task) {
    lock.lock();
    try {
      if (closed || messages >= maxMessages) {
        return false;
      }
      messages++;
      add(Kind.MESSAGE, task);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes in a report, waiting while there is no room. Must not be called by the loop, which would
   * wait for itself. After {@link #close} reports are of no use to anybody and are let go.
   */
  void putReport(Runnable task) {
    lock.lock();
    try {
      while (!closed && reports >= maxReports) {
        taken.awaitUninterruptibly();
      }
      if (!closed) {
        reports++;
        add(Kind.REPORT, task);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes in what the node asked for itself; returns false after {@link #close}. */
  boolean put(Runnable task) {
    lock.lock();
    try {
      if (!closed) {
        add(Kind.OWN, task);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void add(Kind kind, Runnable task) {
    letters.add(new Letter(kind, task));
    arrived.signal();
  }

  /** Returns what comes next, waiting for at most some nanoseconds; null when nothing came. */
  @Nullable Runnable poll(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (letters.isEmpty() && left > 0) {
        left = arrived.awaitNanos(left);
      }
      Letter letter = letters.poll();
      if (letter == null) {
        return null;
      }
      messages -= letter.kind() == Kind.MESSAGE ? 1 : 0;
      reports -= letter.kind() == Kind.REPORT ? 1 : 0;
      taken.signal();
      return letter.task();
    } finally {
      lock.unlock();
    }
  }

  /** Takes in nothing more and lets everybody go who waits for room. */
  void close() {
    lock.lock();
    try {
      closed = true;
      taken.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
