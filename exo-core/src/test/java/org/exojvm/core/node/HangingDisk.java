package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.FileEventLog;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.journal.Recovery;
import org.exojvm.core.state.State;

/** A log in files on a disk that can be made to give no answer, as a lost network share does. */
final class HangingDisk implements EventLogs {

  private final CountDownLatch mended = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger reads = new AtomicInteger();
  private volatile boolean hanging;

  /** Returns how often somebody began to read. */
  int reads() {
    return reads.get();
  }

  /** Lets every further commit and read wait until {@link #mend}. */
  void hang() {
    hanging = true;
  }

  void mend() {
    mended.countDown();
  }

  void awaitClosed() throws InterruptedException {
    if (!closed.await(TestNodes.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("The log was not closed.");
    }
  }

  @Override
  public EventLog open(Path directory) throws JournalException {
    return new Log(FileEventLog.open(directory, FileEventLog.Options.DEFAULT));
  }

  private final class Log implements EventLog {

    private final EventLog log;

    Log(EventLog log) {
      this.log = log;
    }

    @Override
    public long commit() throws JournalException {
      awaitMended();
      return log.commit();
    }

    private void awaitMended() {
      if (hanging) {
        Uninterruptibles.awaitUninterruptibly(mended);
      }
    }

    @Override
    public void close() throws JournalException {
      log.close();
      closed.countDown();
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
    public ImmutableList<LogEntry> read(long fromIdx, int max) throws JournalException {
      reads.incrementAndGet();
      awaitMended();
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
  }
}
