package org.exojvm.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.journal.CommitListener;
import org.exojvm.core.journal.FileEventLog;
import org.exojvm.core.journal.GroupCommit;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Appending to the journal in groups, each made durable. The events are those of {@link
 * JournalStory}; making them is not measured, giving them their indices is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JournalBenchmark {

  /** Events of one invocation. */
  private static final int EVENTS = 20_000;

  /** Events made durable at a time, or handed over at a time. */
  private static final int GROUP = 1_000;

  /** What a master hands over in one step. */
  private static final int STEP = 10;

  private final List<LogEntry> story = new JournalStory().next(EVENTS);
  private Path directory = Path.of("");
  private @Nullable FileEventLog log;
  private @Nullable GroupCommit commit;
  private volatile long committedIdx;
  private long idx;

  /** Opens an empty journal. */
  @Setup(Level.Iteration)
  public void open() throws IOException {
    directory = Files.createTempDirectory("journal-benchmark");
    log = FileEventLog.open(directory, FileEventLog.Options.DEFAULT);
    commit = new GroupCommit(log, new Progress());
    committedIdx = 0;
    idx = 0;
  }

  /** Removes it. */
  @TearDown(Level.Iteration)
  public void close() throws IOException {
    Objects.requireNonNull(commit).close();
    Objects.requireNonNull(log).close();
    JournalStory.delete(directory);
  }

  private List<LogEntry> entries(int from, int count) {
    List<LogEntry> group = new ArrayList<>(count);
    for (int i = from; i < from + count; i++, idx++) {
      LogEntry told = story.get(i);
      group.add(
          new LogEntry(new IndexedEvent(idx, told.event().event(), null), told.stampMillis()));
    }
    return group;
  }

  /** Appends groups of 1,000 and commits each, in one thread. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long appendAndCommit() throws IOException {
    FileEventLog open = Objects.requireNonNull(log);
    for (int from = 0; from < EVENTS; from += GROUP) {
      open.append(entries(from, GROUP));
      open.commit();
    }
    return open.committedIdx();
  }

  /** Hands events over ten at a time, as a master does, and waits until all are durable. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long groupCommit() throws InterruptedException {
    GroupCommit open = Objects.requireNonNull(commit);
    for (int from = 0; from < EVENTS; from += STEP) {
      open.submit(entries(from, STEP), true);
    }
    while (committedIdx < idx) {
      LockSupport.parkNanos(10_000);
    }
    return committedIdx;
  }

  private final class Progress implements CommitListener {
    @Override
    public void committed(long committed) {
      committedIdx = committed;
    }

    @Override
    public void failed(JournalException reason) {
      throw new IllegalStateException(reason);
    }
  }
}
