package org.exojvm.core.journal.internal;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.journal.LogEntry;

/**
 * Where the events of a segment are.
 *
 * @param segment the segment
 * @param nextIdx index after its last event
 * @param bytes length of its good part
 * @param marks offset of every {@link SegmentWriter#EVENTS_PER_MARK}th event
 */
public record SegmentIndex(Segment segment, long nextIdx, long bytes, List<Long> marks) {

  /** Adds events from an index on until there are as many as wanted or the segment ends. */
  public void read(long fromIdx, int max, ImmutableList.Builder<LogEntry> entries)
      throws IOException, MalformedMessageException {
    int firstMark = (int) ((fromIdx - segment.firstIdx()) / SegmentWriter.EVENTS_PER_MARK);
    long idx = segment.firstIdx() + (long) firstMark * SegmentWriter.EVENTS_PER_MARK;
    int wanted = (int) Math.min(max, nextIdx - fromIdx);
    int lastMark =
        (int) ((fromIdx + wanted - 1 - segment.firstIdx()) / SegmentWriter.EVENTS_PER_MARK) + 1;
    long end = lastMark < marks.size() ? marks.get(lastMark) : bytes;
    byte[] window = bytes(marks.get(firstMark), end);
    int offset = 0;
    for (; idx < fromIdx + wanted; idx++) {
      int length = RecordCodec.recordLength(window, offset);
      if (length < 0) {
        throw new IOException("event %d in %s is damaged".formatted(idx, segment.file()));
      }
      if (idx >= fromIdx) {
        entries.add(RecordCodec.read(window, offset, length));
      }
      offset += length;
    }
  }

  private byte[] bytes(long from, long to) throws IOException {
    ByteBuffer window = ByteBuffer.allocate(Math.toIntExact(to - from));
    try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ)) {
      for (int read = 0; read >= 0 && window.hasRemaining(); ) {
        read = channel.read(window, from + window.position());
      }
    }
    return window.array();
  }
}
