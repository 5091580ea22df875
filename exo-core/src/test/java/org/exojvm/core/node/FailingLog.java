package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.journal.MemoryEventLog;
import org.exojvm.core.journal.Recovery;
import org.exojvm.core.state.State;

/** A log in memory that can be made to fail like a disk, and opened again like one. */
final class FailingLog implements EventLog, EventLogs {

  private final MemoryEventLog.Disk disk = new MemoryEventLog.Disk();
  private final CountDownLatch failed = new CountDownLatch(1);
  private EventLog log = reopened();
  private volatile String problem = "";
  private volatile boolean broken;

  private EventLog reopened() {
    try {
      return MemoryEventLog.open(disk);
    } catch (JournalException e) {
      throw new AssertionError(e);
    }
  }

  /** Lets every further commit fail. */
  void fail(String why) {
    problem = why;
  }

  /** Lets every further commit throw what a log must not throw. */
  void breakDown() {
    broken = true;
  }

  /** Makes it good; what was not committed is lost. For a log that was closed. */
  void mend() {
    problem = "";
    broken = false;
    log = reopened();
  }

  /** Waits until a commit has failed. */
  void awaitFailure() throws InterruptedException {
    if (!failed.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("No commit has failed.");
    }
  }

  @Override
  public EventLog open(Path directory) {
    return this;
  }

  @Override
  public Recovery recovery() {
    return log.recovery();
  }

  @Override
  public long nextIdx() {
    return log.nextIdx();
  }

  @Override
  public long firstIdx() {
    return log.firstIdx();
  }

  @Override
  public long committedIdx() {
    return log.committedIdx();
  }

  @Override
  public void append(List<LogEntry> entries) throws JournalException {
    log.append(entries);
  }

  @Override
  public long commit() throws JournalException {
    if (broken) {
      failed.countDown();
      throw new IllegalStateException("disk driver");
    }
    if (!problem.isEmpty()) {
      failed.countDown();
      throw new JournalException(problem + ". Maybe make room.");
    }
    return log.commit();
  }

  @Override
  public ImmutableList<LogEntry> read(long fromIdx, int max) throws JournalException {
    return log.read(fromIdx, max);
  }

  @Override
  public void snapshot(State state) throws JournalException {
    log.snapshot(state);
  }

  @Override
  public void resetTo(State state) throws JournalException {
    log.resetTo(state);
  }

  @Override
  public void close() throws JournalException {
    log.close();
  }
}
