package org.exojvm.core.journal;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exojvm.core.journal.internal.DirectoryLock;
import org.exojvm.core.journal.internal.JournalDirectory;
import org.exojvm.core.journal.internal.JournalFiles;
import org.exojvm.core.journal.internal.RecoveryRun;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * A log in one directory: segments that are only appended to, and snapshots.
 *
 * <p>Opening it uses the newest good snapshot and the longest good run of events after it. What
 * cannot be used, such as a record that a crash cut off, is kept under another name and told in
 * {@link #recovery}. A file that another program or a newer version wrote makes opening fail, with
 * nothing changed.
 */
public final class FileEventLog implements EventLog {

  /**
   * Bounds of a log.
   *
   * @param segmentBytes length at which a segment is followed by the next. Smaller: more files.
   *     Larger: old events go later, and opening needs as much memory at a time
   * @param snapshots snapshots kept; two, so that one may be damaged
   */
  public record Options(long segmentBytes, int snapshots) {

    /** Segments of 16 MiB, some 50,000 events, and two snapshots. */
    public static final Options DEFAULT = new Options(16L << 20, 2);

    /** Checks the bounds. */
    public Options {
      if (segmentBytes < 1 || segmentBytes > MAX_SEGMENT_BYTES || snapshots < 1) {
        throw new IllegalArgumentException(
            "Options(%d, %d) must have segments of 1 to %d bytes and keep a snapshot."
                .formatted(segmentBytes, snapshots, MAX_SEGMENT_BYTES));
      }
    }
  }

  /** Longest segment: it is read as a whole. */
  static final long MAX_SEGMENT_BYTES = 1L << 30;

  private final DirectoryLock lock;
  private final JournalFiles files;
  private final Recovery recovery;
  private long committedIdx;
  private @Nullable JournalException failure;

  private FileEventLog(DirectoryLock lock, JournalFiles files, Recovery recovery) {
    this.lock = lock;
    this.files = files;
    this.recovery = recovery;
    this.committedIdx = files.nextIdx();
  }

  /**
   * Opens a directory, which is created when there is none.
   *
   * @throws JournalException when it cannot be used
   */
  public static FileEventLog open(Path directory, Options options) throws JournalException {
    createDirectory(directory);
    DirectoryLock lock = DirectoryLock.take(directory);
    try {
      JournalDirectory journal = new JournalDirectory(directory);
      journal.finishReset();
      RecoveryRun run = RecoveryRun.of(journal);
      run.repair();
      Recovery recovery = run.result();
      long nextIdx = recovery.state().lastEventAppliedIdx() + 1;
      JournalFiles files = JournalFiles.open(journal, options, run.segments(), nextIdx);
      return new FileEventLog(lock, files, recovery);
    } catch (IOException e) {
      closeAfter(lock, e);
      throw e instanceof JournalException journal ? journal : unusable(directory, e);
    }
  }

  private static void createDirectory(Path directory) throws JournalException {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  private static JournalException unusable(Path directory, IOException e) {
    return new JournalException(
        "The journal directory %s cannot be used: %s. Maybe it cannot be written to, or the disk is full."
            .formatted(directory, e),
        e);
  }

  private static void closeAfter(AutoCloseable resource, Exception cause) {
    try {
      resource.close();
    } catch (Exception e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public Recovery recovery() {
    return recovery;
  }

  @Override
  public long nextIdx() {
    return files.nextIdx();
  }

  @Override
  public long firstIdx() {
    return files.firstIdx();
  }

  @Override
  public long committedIdx() {
    return committedIdx;
  }

  @Override
  public void append(List<LogEntry> entries) throws JournalException {
    requireUsable();
    LogIndices.requireContiguous(files.nextIdx(), entries);
    try {
      for (LogEntry entry : entries) {
        files.append(entry);
      }
    } catch (IOException e) {
      throw fail("take events", e);
    }
  }

  @Override
  public long commit() throws JournalException {
    requireUsable();
    try {
      files.force();
    } catch (IOException e) {
      throw fail("make events durable", e);
    }
    committedIdx = files.nextIdx();
    return committedIdx;
  }

  @Override
  public ImmutableList<LogEntry> read(long fromIdx, int max) throws JournalException {
    if (fromIdx < firstIdx() || fromIdx >= committedIdx || max < 1) {
      return ImmutableList.of();
    }
    try {
      return files.read(fromIdx, (int) Math.min(max, committedIdx - fromIdx));
    } catch (IOException e) {
      throw new JournalException(
          "Event %d cannot be read: %s. Maybe look at the journal with 'journal verify'."
              .formatted(fromIdx, e),
          e);
    }
  }

  @Override
  public void snapshot(State state) throws JournalException {
    LogIndices.requireCommitted(committedIdx, state);
    try {
      files.snapshot(state);
    } catch (IOException e) {
      throw new JournalException(
          "The state after event %d cannot be kept: %s. Maybe the disk is full; events are still kept."
              .formatted(state.lastEventAppliedIdx(), e),
          e);
    }
  }

  @Override
  public void resetTo(State state) throws JournalException {
    requireUsable();
    try {
      files.resetTo(state);
    } catch (IOException e) {
      throw fail("take a snapshot", e);
    }
    committedIdx = files.nextIdx();
  }

  private void requireUsable() throws JournalException {
    JournalException earlier = failure;
    if (earlier != null) {
      throw new JournalException(String.valueOf(earlier.getMessage()), earlier);
    }
  }

  private JournalException fail(String what, IOException e) {
    JournalException failed =
        new JournalException(
            "The journal cannot %s: %s. Nothing more is acknowledged; mend the disk and start again."
                .formatted(what, e),
            e);
    failure = failed;
    return failed;
  }

  @Override
  public void close() throws JournalException {
    try (lock) {
      files.close();
    } catch (IOException e) {
      throw new JournalException(
          "The journal cannot be closed: %s. What was committed is safe.".formatted(e), e);
    }
  }
}
