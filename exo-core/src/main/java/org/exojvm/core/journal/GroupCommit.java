package org.exojvm.core.journal;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.exojvm.api.check.Checks;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to a log in groups: while one group is made durable the next one gathers, so the
 * disk is asked once for many events. Events that nobody waits for, such as measurements, do not
 * ask it by themselves; they go with the next group, after {@link #MAX_DELAY_MILLIS} at the latest.
 *
 * <p>Threading: {@link #submit} and {@link #close} from any one thread at a time; the log belongs
 * to the thread this starts.
 */
public final class GroupCommit implements AutoCloseable {

  /** Longest time that events nobody waits for stay in memory. Longer: a crash forgets more. */
  public static final long MAX_DELAY_MILLIS = 1_000;

  /** Events that may wait to be written; beyond it {@link #submit} blocks. */
  public static final int MAX_PENDING_EVENTS = 65_536;

  private final EventLog log;
  private final CommitListener listener;
  private final Thread writer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<LogEntry> pending = new ArrayList<>();
  private @Nullable State replacement;
  private boolean urgent;
  private boolean closing;
  private boolean ended;

  /** Starts writing to a log; closing the log stays with the caller. */
  public GroupCommit(EventLog log, CommitListener listener) {
    this.log = log;
    this.listener = listener;
    this.writer = Thread.ofPlatform().daemon().name("journal").start(this::run);
  }

  /**
   * Hands events over, in the order of their indices. Blocks while {@link #MAX_PENDING_EVENTS}
   * wait.
   *
   * @param entries the events
   * @param waitedFor whether somebody waits for them to be durable
   * @throws InterruptedException when interrupted while waiting; nothing was handed over
   * @throws IllegalStateException when the log has failed or this is closed
   */
  public void submit(List<LogEntry> entries, boolean waitedFor) throws InterruptedException {
    Checks.inRange(
        entries.size() <= MAX_PENDING_EVENTS,
        "GroupCommit.submit.entries.size",
        entries.size(),
        "at most " + MAX_PENDING_EVENTS);
    lock.lockInterruptibly();
    try {
      while (!closing && !ended && pending.size() + entries.size() > MAX_PENDING_EVENTS) {
        changed.await();
      }
      if (closing || ended) {
        throw new IllegalStateException(
            "The journal takes nothing more. Maybe the disk failed; see what the listener heard.");
      }
      pending.addAll(entries);
      urgent |= waitedFor;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Replaces the whole log by a state; what is handed over from now on goes behind it. What was
   * handed over before and is not written yet never will be. The listener hears at once that
   * nothing of the new log is durable, and later that it is.
   *
   * @throws IllegalStateException when the log has failed or this is closed
   */
  public void reset(State state) {
    lock.lock();
    try {
      if (closing || ended) {
        throw new IllegalStateException(
            "The journal takes nothing more. Maybe the disk failed; see what the listener heard.");
      }
      pending.clear();
      replacement = state;
      urgent = true;
      listener.committed(0);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitWork()) {
        State state = takeReplacement();
        if (state != null) {
          log.resetTo(state);
        }
        List<LogEntry> group = takeGroup();
        if (!group.isEmpty()) {
          log.append(group);
        }
        tell(log.commit());
      }
    } catch (JournalException e) {
      end();
      listener.failed(e);
    } catch (InterruptedException e) {
      end();
      Thread.currentThread().interrupt();
    }
  }

  /** What was durable in a log that is to be replaced means nothing any more. */
  private void tell(long committedIdx) {
    lock.lock();
    try {
      if (replacement == null) {
        listener.committed(committedIdx);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for something to write; returns false when there will be no more. */
  private boolean awaitWork() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closing && pending.isEmpty() && replacement == null) {
        changed.await();
      }
      long nanos = TimeUnit.MILLISECONDS.toNanos(MAX_DELAY_MILLIS);
      while (!closing && !urgent && nanos > 0 && pending.size() < MAX_PENDING_EVENTS / 2) {
        nanos = changed.awaitNanos(nanos);
      }
      return !pending.isEmpty() || replacement != null;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable State takeReplacement() {
    lock.lock();
    try {
      State taken = replacement;
      replacement = null;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private List<LogEntry> takeGroup() {
    lock.lock();
    try {
      // A replacement that came meanwhile has made these void.
      List<LogEntry> group = replacement == null ? pending : new ArrayList<>();
      if (replacement == null) {
        pending = new ArrayList<>();
        urgent = false;
        changed.signalAll();
      }
      return group;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Makes durable what was submitted and ends the thread. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    Uninterruptibles.joinUninterruptibly(writer);
  }
}
