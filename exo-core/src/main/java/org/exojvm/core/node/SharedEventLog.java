package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.journal.Recovery;
import org.exojvm.core.state.State;

/**
 * Lets several threads use a log in turns: the one that commits, those that read what was missed,
 * the one that keeps a snapshot. A log that throws what it should not is a log that failed.
 */
final class SharedEventLog implements EventLog {

  private interface Use<T> {
    T use() throws JournalException;
  }

  private final EventLog log;
  private final ReentrantLock turn = new ReentrantLock(true);

  SharedEventLog(EventLog log) {
    this.log = log;
  }

  @Override
  public Recovery recovery() {
    return log.recovery();
  }

  @Override
  public long nextIdx() {
    return inTurn(log::nextIdx);
  }

  @Override
  public long firstIdx() {
    return inTurn(log::firstIdx);
  }

  @Override
  public long committedIdx() {
    return inTurn(log::committedIdx);
  }

  @Override
  public void append(List<LogEntry> entries) throws JournalException {
    guarded(
        () -> {
          log.append(entries);
          return true;
        });
  }

  @Override
  public long commit() throws JournalException {
    return guarded(log::commit);
  }

  @Override
  public ImmutableList<LogEntry> read(long fromIdx, int max) throws JournalException {
    return guarded(() -> log.read(fromIdx, max));
  }

  @Override
  public void snapshot(State state) throws JournalException {
    guarded(
        () -> {
          log.snapshot(state);
          return true;
        });
  }

  /** Keeps a state if that is still wanted when the log has time. */
  void snapshot(State state, BooleanSupplier wanted) throws JournalException {
    guarded(
        () -> {
          if (wanted.getAsBoolean()) {
            log.snapshot(state);
          }
          return true;
        });
  }

  @Override
  public void resetTo(State state) throws JournalException {
    guarded(
        () -> {
          log.resetTo(state);
          return true;
        });
  }

  @Override
  public void close() throws JournalException {
    guarded(
        () -> {
          log.close();
          return true;
        });
  }

  private long inTurn(LongSupplier question) {
    turn.lock();
    try {
      return question.getAsLong();
    } finally {
      turn.unlock();
    }
  }

  private <T> T guarded(Use<T> use) throws JournalException {
    turn.lock();
    try {
      return use.use();
    } catch (RuntimeException unexpected) {
      throw new JournalException(
          "The journal threw %s. This is a bug of it; start the node again.".formatted(unexpected),
          unexpected);
    } finally {
      turn.unlock();
    }
  }
}
