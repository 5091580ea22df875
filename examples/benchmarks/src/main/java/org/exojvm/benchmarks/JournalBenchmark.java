package org.exojvm.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.journal.FileEventLog;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.task.TaskStatus;
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

/** Appending to the journal in groups, each made durable. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JournalBenchmark {

  /** Events made durable at a time. */
  private static final int GROUP = 1_000;

  private Path directory = Path.of("");
  private @Nullable FileEventLog log;
  private long idx;

  /** Opens an empty journal. */
  @Setup(Level.Iteration)
  public void open() throws IOException {
    directory = Files.createTempDirectory("journal-benchmark");
    log = FileEventLog.open(directory, FileEventLog.Options.DEFAULT);
    idx = 0;
  }

  /** Removes it. */
  @TearDown(Level.Iteration)
  public void close() throws IOException {
    Objects.requireNonNull(log).close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Appends a group and commits it. */
  @Benchmark
  @OperationsPerInvocation(GROUP)
  public long appendAndCommit() throws IOException {
    List<LogEntry> group = new ArrayList<>(GROUP);
    for (int i = 0; i < GROUP; i++, idx++) {
      group.add(
          new LogEntry(
              new IndexedEvent(
                  idx,
                  new TaskStatusUpdated(
                      EventId.of("event-" + idx), TaskId.of("task"), TaskStatus.RUNNING),
                  null),
              idx));
    }
    FileEventLog open = Objects.requireNonNull(log);
    open.append(group);
    return open.commit();
  }
}
