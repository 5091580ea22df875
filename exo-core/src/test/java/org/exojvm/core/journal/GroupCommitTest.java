package org.exojvm.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.exojvm.core.state.State;
import org.junit.jupiter.api.Test;

/** Goal: many events cost one commit, and a disk that fails is told once. */
class GroupCommitTest {

  private static final long PATIENCE_SECONDS = 30;

  /** A log whose commits wait for a permit each, and fail when told to. */
  private static final class SlowLog implements EventLog {

    private final MemoryEventLog log;
    private final Semaphore permits = new Semaphore(0);
    private final BlockingQueue<Integer> appended = new LinkedBlockingQueue<>();
    private volatile boolean broken;

    SlowLog() throws JournalException {
      this.log = MemoryEventLog.open(new MemoryEventLog.Disk());
    }

    @Override
    public void append(List<LogEntry> entries) {
      log.append(entries);
      appended.add(entries.size());
    }

    @Override
    public long commit() throws JournalException {
      permits.acquireUninterruptibly();
      if (broken) {
        throw new JournalException("No space left on device. Maybe delete something.");
      }
      return log.commit();
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
    public ImmutableList<LogEntry> read(long fromIdx, int max) {
      return log.read(fromIdx, max);
    }

    @Override
    public void snapshot(State state) {
      log.snapshot(state);
    }

    @Override
    public void resetTo(State state) {
      log.resetTo(state);
    }

    @Override
    public void close() {
      log.close();
    }
  }

  private static final class Heard implements CommitListener {
    private final BlockingQueue<Long> commits = new LinkedBlockingQueue<>();
    private final BlockingQueue<JournalException> failures = new LinkedBlockingQueue<>();

    @Override
    public void committed(long committedIdx) {
      commits.add(committedIdx);
    }

    @Override
    public void failed(JournalException reason) {
      failures.add(reason);
    }
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private final Heard heard = new Heard();

  @Test
  void eventsThatComeDuringACommitShareTheNextOne() throws Exception {
    SlowLog log = new SlowLog();
    try (GroupCommit commit = new GroupCommit(log, heard)) {
      commit.submit(Entries.range(0, 1), true);
      assertThat(next(log.appended)).isEqualTo(1);
      commit.submit(Entries.range(1, 4), true);
      commit.submit(Entries.range(4, 9), true);
      log.permits.release(2);
      assertThat(next(heard.commits)).isEqualTo(1);
      assertThat(next(log.appended)).isEqualTo(8);
      assertThat(next(heard.commits)).isEqualTo(9);
    }
  }

  @Test
  void eventsNobodyWaitsForGoWithTheNextThatSomebodyDoes() throws Exception {
    SlowLog log = new SlowLog();
    log.permits.release(10);
    try (GroupCommit commit = new GroupCommit(log, heard)) {
      commit.submit(Entries.range(0, 3), false);
      commit.submit(Entries.range(3, 4), true);
      while (next(heard.commits) < 4) {
        // A group of its own if a second passed in between; they are all durable in the end.
      }
      assertThat(log.committedIdx()).isEqualTo(4);
    }
  }

  @Test
  void closingMakesEverythingDurable() throws Exception {
    SlowLog log = new SlowLog();
    log.permits.release(10);
    GroupCommit commit = new GroupCommit(log, heard);
    commit.submit(Entries.range(0, 5), false);
    commit.close();
    assertThat(log.committedIdx()).isEqualTo(5);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> commit.submit(Entries.range(5, 6), true));
  }

  @Test
  void aDiskThatFailsIsToldOnceAndNothingIsTakenAfterwards() throws Exception {
    SlowLog log = new SlowLog();
    log.broken = true;
    log.permits.release(10);
    try (GroupCommit commit = new GroupCommit(log, heard)) {
      commit.submit(Entries.range(0, 2), true);
      assertThat(next(heard.failures)).hasMessageContaining("No space left");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> commit.submit(Entries.range(2, 3), true))
          .withMessageContaining("Maybe");
    }
    assertThat(heard.commits).isEmpty();
    assertThat(heard.failures).isEmpty();
  }
}
