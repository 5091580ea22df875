package org.exojvm.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.FileEventLog;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Opening a journal of 1,000,000 events once in a JVM that has not read any, as a start of a node
 * does. With snapshots it is the worst case: the newest is nearly as old as a master lets it get.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(3)
public class RecoveryBenchmark {

  private static final int EVENTS = 1_000_000;

  /** Events between two snapshots of a master; 0 for none. */
  @Param({"0", "20000"})
  private int snapshotEvery;

  private Path directory = Path.of("");

  /** Writes the journal. */
  @Setup
  public void write() throws IOException {
    directory = Files.createTempDirectory("recovery-benchmark");
    JournalStory.write(directory, EVENTS, snapshotEvery);
  }

  /** Removes it. */
  @TearDown
  public void delete() throws IOException {
    JournalStory.delete(directory);
  }

  /** Opens the journal. */
  @Benchmark
  public long open() throws IOException {
    try (EventLog log = FileEventLog.open(directory, FileEventLog.Options.DEFAULT)) {
      long idx = log.recovery().state().lastEventAppliedIdx();
      if (idx != EVENTS - 1) {
        throw new IllegalStateException("Recovered up to event %d only.".formatted(idx));
      }
      return idx;
    }
  }
}
