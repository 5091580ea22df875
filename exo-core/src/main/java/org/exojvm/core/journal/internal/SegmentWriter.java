package org.exojvm.core.journal.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.core.journal.LogEntry;

/** Appends to the newest segment. */
final class SegmentWriter implements AutoCloseable {

  /** Bytes gathered before they are written; more only costs memory. */
  private static final int MAX_GATHERED_BYTES = 4 << 20;

  /** One mark per this many events, to find an index without reading a segment from its start. */
  static final int EVENTS_PER_MARK = 1_000;

  private final FileChannel channel;
  private final long firstIdx;
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
  private final List<Long> marks;
  private long position;
  private long nextIdx;

  private SegmentWriter(FileChannel channel, long firstIdx, Tail tail) {
    this.channel = channel;
    this.firstIdx = firstIdx;
    this.position = tail.validBytes();
    this.nextIdx = tail.nextIdx();
    this.marks = new ArrayList<>(tail.marks());
  }

  /**
   * Where a segment ends.
   *
   * @param validBytes length of the good part
   * @param nextIdx index after its last event
   * @param marks offset of every thousandth event
   */
  record Tail(long validBytes, long nextIdx, List<Long> marks) {}

  static SegmentWriter create(JournalDirectory directory, long firstIdx) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.segmentFile(firstIdx),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    SnapshotFile.writeFully(channel, FileHeader.write(Segment.MAGIC, firstIdx));
    channel.force(true);
    directory.force();
    return new SegmentWriter(channel, firstIdx, new Tail(FileHeader.BYTES, firstIdx, List.of()));
  }

  /** Goes on with a segment; what is behind its good part is cut off. */
  static SegmentWriter reopen(Segment segment, Tail tail) throws IOException {
    FileChannel channel =
        FileChannel.open(segment.file(), StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (tail.validBytes() < FileHeader.BYTES) {
      channel.truncate(0);
      SnapshotFile.writeFully(channel, FileHeader.write(Segment.MAGIC, segment.firstIdx()));
      channel.force(true);
      Tail empty = new Tail(FileHeader.BYTES, segment.firstIdx(), List.of());
      return new SegmentWriter(channel, segment.firstIdx(), empty);
    }
    channel.truncate(tail.validBytes());
    channel.force(true);
    channel.position(tail.validBytes());
    return new SegmentWriter(channel, segment.firstIdx(), tail);
  }

  long firstIdx() {
    return firstIdx;
  }

  long nextIdx() {
    return nextIdx;
  }

  long bytes() {
    return position;
  }

  void append(LogEntry entry) throws IOException {
    if ((nextIdx - firstIdx) % EVENTS_PER_MARK == 0) {
      marks.add(position);
    }
    int before = gathered.size();
    RecordCodec.write(gathered, entry);
    position += gathered.size() - before;
    nextIdx++;
    if (gathered.size() >= MAX_GATHERED_BYTES) {
      write();
    }
  }

  void force() throws IOException {
    write();
    channel.force(false);
  }

  private void write() throws IOException {
    SnapshotFile.writeFully(channel, ByteBuffer.wrap(gathered.toByteArray()));
    gathered.reset();
  }

  /** Returns where a record begins at or before an index of this segment. */
  long offsetBefore(long idx) {
    int mark = (int) ((idx - firstIdx) / EVENTS_PER_MARK);
    return marks.isEmpty() ? FileHeader.BYTES : marks.get(Math.min(mark, marks.size() - 1));
  }

  /** Returns the marks, to read from this segment when it is closed. */
  List<Long> marks() {
    return List.copyOf(marks);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
