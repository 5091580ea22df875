package org.exojvm.core.journal.internal;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.journal.FileEventLog.Options;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.state.State;

/** The files of an open log: finished segments, the one that is appended to, and snapshots. */
public final class JournalFiles implements AutoCloseable {

  private final JournalDirectory directory;
  private final Options options;
  private final TreeMap<Long, SegmentIndex> finished = new TreeMap<>();
  private SegmentWriter writer;

  private JournalFiles(JournalDirectory directory, Options options, SegmentWriter writer) {
    this.directory = directory;
    this.options = options;
    this.writer = writer;
  }

  /** Opens the files that were found, or begins the first segment. */
  public static JournalFiles open(
      JournalDirectory directory, Options options, List<SegmentIndex> found, long nextIdx)
      throws IOException {
    if (found.isEmpty()) {
      SegmentWriter writer = SegmentWriter.create(directory, nextIdx);
      return new JournalFiles(directory, options, writer);
    }
    SegmentIndex last = found.getLast();
    SegmentWriter.Tail tail = new SegmentWriter.Tail(last.bytes(), last.nextIdx(), last.marks());
    JournalFiles files =
        new JournalFiles(directory, options, SegmentWriter.reopen(last.segment(), tail));
    for (SegmentIndex segment : found.subList(0, found.size() - 1)) {
      files.finished.put(segment.segment().firstIdx(), segment);
    }
    return files;
  }

  /** Returns the index that the next event has. */
  public long nextIdx() {
    return writer.nextIdx();
  }

  /** Returns the oldest index that is kept. */
  public long firstIdx() {
    return finished.isEmpty() ? writer.firstIdx() : finished.firstKey();
  }

  /** Appends an event, in a new segment when the present one is long enough. */
  public void append(LogEntry entry) throws IOException {
    if (writer.bytes() >= options.segmentBytes()) {
      startSegment();
    }
    writer.append(entry);
  }

  private void startSegment() throws IOException {
    writer.force();
    SegmentIndex full = index();
    SegmentWriter next = SegmentWriter.create(directory, writer.nextIdx());
    writer.close();
    finished.put(full.segment().firstIdx(), full);
    writer = next;
  }

  private SegmentIndex index() {
    Segment segment = new Segment(directory.segmentFile(writer.firstIdx()), writer.firstIdx());
    return new SegmentIndex(segment, writer.nextIdx(), writer.bytes(), writer.marks());
  }

  /** Makes durable what was appended. */
  public void force() throws IOException {
    writer.force();
  }

  /** Returns events that are there and have been forced. */
  public ImmutableList<LogEntry> read(long fromIdx, int max) throws IOException {
    ImmutableList.Builder<LogEntry> entries = ImmutableList.builder();
    long next = fromIdx;
    int left = max;
    try {
      while (left > 0 && next < nextIdx()) {
        Map.Entry<Long, SegmentIndex> known = finished.floorEntry(next);
        SegmentIndex segment =
            next >= writer.firstIdx() || known == null ? index() : known.getValue();
        int part = (int) Math.min(left, segment.nextIdx() - next);
        segment.read(next, part, entries);
        next += part;
        left -= part;
      }
    } catch (MalformedMessageException e) {
      throw new IOException(e);
    }
    return entries.build();
  }

  /** Keeps a state; older snapshots and segments that are no longer needed go. */
  public void snapshot(State state) throws IOException {
    SnapshotFile.write(directory, state);
    List<SnapshotFile> snapshots = directory.snapshots();
    int kept = Math.min(options.snapshots(), snapshots.size());
    for (SnapshotFile old : snapshots.subList(kept, snapshots.size())) {
      Files.deleteIfExists(old.file());
    }
    long oldest = snapshots.get(kept - 1).idx();
    while (kept == options.snapshots()
        && !finished.isEmpty()
        && finished.firstEntry().getValue().nextIdx() <= oldest + 1) {
      Files.deleteIfExists(finished.pollFirstEntry().getValue().segment().file());
    }
  }

  /** Replaces everything by a state. */
  public void resetTo(State state) throws IOException {
    writer.close();
    SnapshotFile.write(directory, directory.resetFile(state.lastEventAppliedIdx()), state);
    directory.finishReset();
    finished.clear();
    writer = SegmentWriter.create(directory, state.lastEventAppliedIdx() + 1);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
