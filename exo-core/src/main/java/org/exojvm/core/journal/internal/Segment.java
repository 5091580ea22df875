package org.exojvm.core.journal.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;

/**
 * A file of events, read as far as it is good.
 *
 * @param file the file
 * @param firstIdx index of its first event, as its name says
 */
public record Segment(Path file, long firstIdx) {

  static final byte[] MAGIC = "EXOJVMEV".getBytes(StandardCharsets.US_ASCII);

  /** Takes the events of a segment in order. */
  public interface Visitor {
    /** Takes one event; {@code offset} is where its record begins in the file. */
    void visit(LogEntry entry, long offset) throws JournalException;
  }

  /**
   * How far a segment is good.
   *
   * @param nextIdx index after its last good event
   * @param validBytes length of its good part
   * @param fileBytes its length
   * @param problem what is wrong behind the good part, if anything
   */
  public record Scan(long nextIdx, long validBytes, long fileBytes, Optional<String> problem) {

    /** Returns whether nothing but an incomplete record follows the good part. */
    public boolean isTorn() {
      return problem.isPresent() && problem.get().equals(INCOMPLETE);
    }
  }

  /**
   * How far behind a bad record, and for records of which length, another one is looked for. Only
   * the words of the report depend on it: what is cut off is kept in any case.
   */
  private static final int MAX_RESYNC_BYTES = 1 << 20;

  static final String INCOMPLETE = "the last record is incomplete";

  /**
   * Reads the segment.
   *
   * @param fromIdx first event shown to the visitor; those before it are checked and skipped
   * @param marks takes the offset of every {@link SegmentWriter#EVENTS_PER_MARK}th event
   * @throws JournalException when it cannot be read at all, or is not for this version
   */
  public Scan scan(long fromIdx, List<Long> marks, Visitor visitor) throws JournalException {
    byte[] bytes = readAll();
    requireReadable(bytes);
    long idx = firstIdx;
    int offset = Math.min(FileHeader.BYTES, bytes.length);
    while (offset < bytes.length) {
      int length = RecordCodec.recordLength(bytes, offset);
      if (length < 0) {
        return new Scan(idx, offset, bytes.length, Optional.of(problemAt(bytes, offset)));
      }
      if (idx >= fromIdx) {
        LogEntry entry;
        try {
          entry = RecordCodec.read(bytes, offset, length);
        } catch (MalformedMessageException e) {
          return new Scan(
              idx, offset, bytes.length, Optional.of("event " + idx + " " + e.getMessage()));
        }
        if (entry.idx() != idx) {
          String problem = "event %d stands where %d is due".formatted(entry.idx(), idx);
          return new Scan(idx, offset, bytes.length, Optional.of(problem));
        }
        visitor.visit(entry, offset);
      }
      if ((idx - firstIdx) % SegmentWriter.EVENTS_PER_MARK == 0) {
        marks.add((long) offset);
      }
      offset += length;
      idx++;
    }
    return new Scan(
        idx,
        offset,
        bytes.length,
        bytes.length < FileHeader.BYTES ? Optional.of(INCOMPLETE) : Optional.empty());
  }

  /** A record that a crash cut off has nothing behind it; anything else is corruption. */
  private static String problemAt(byte[] bytes, int offset) {
    int end = Math.min(bytes.length, offset + MAX_RESYNC_BYTES);
    for (int next = offset + 1; next < end; next++) {
      if (RecordCodec.recordLength(bytes, next, MAX_RESYNC_BYTES) > 0) {
        return "the record is not what was written; whole records follow it";
      }
    }
    return INCOMPLETE;
  }

  /** Makes sure that the file is ours, and of a version that is known, before it is moved. */
  void requireOurs() throws JournalException {
    requireReadable(readAll());
  }

  private byte[] readAll() throws JournalException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new JournalException(
          "The journal file %s cannot be read: %s. Maybe the permissions are wrong."
              .formatted(file.getFileName(), e),
          e);
    }
  }

  private void requireReadable(byte[] bytes) throws JournalException {
    JournalDirectory.requireOurs(file, FileHeader.verdict(MAGIC, bytes), bytes);
  }
}
