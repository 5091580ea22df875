package org.exojvm.core.journal.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.journal.LogEntry;

/**
 * One event in a segment.
 *
 * <pre>
 * offset 0  length of stamp and text together, 4 bytes
 *        4  CRC32C of the length, the stamp and the text, 4 bytes
 *        8  stamp, milliseconds since 1970, 8 bytes
 *       16  the event with its index as compact JSON, UTF-8
 * </pre>
 *
 * <p>The length is under the check sum and never 0, so that a stretch of zeros is no record.
 */
public final class RecordCodec {

  /** Bytes before the stamp. */
  public static final int PREFIX_BYTES = 8;

  private static final int STAMP_BYTES = 8;

  /** Longest record; what the codec reads, and the stamp. */
  static final int MAX_BODY_BYTES = ExoJson.MAX_MESSAGE_BYTES + STAMP_BYTES;

  private RecordCodec() {}

  /** Appends a record to a buffer. */
  static void write(ByteArrayOutputStream out, LogEntry entry) {
    byte[] text = ExoJson.wire().encodeToBytes(WireTypes.INDEXED_EVENT, entry.event());
    ByteBuffer prefix = ByteBuffer.allocate(PREFIX_BYTES + STAMP_BYTES);
    prefix.putInt(text.length + STAMP_BYTES).putInt(0).putLong(entry.stampMillis());
    CRC32C crc = new CRC32C();
    crc.update(prefix.array(), 0, Integer.BYTES);
    crc.update(prefix.array(), PREFIX_BYTES, STAMP_BYTES);
    crc.update(text, 0, text.length);
    prefix.putInt(Integer.BYTES, (int) crc.getValue());
    out.writeBytes(prefix.array());
    out.writeBytes(text);
  }

  /** Returns the length of the record at an offset with its prefix, or -1 when there is none. */
  static int recordLength(byte[] file, int offset) {
    return recordLength(file, offset, MAX_BODY_BYTES);
  }

  /** Likewise, for records whose body is not longer than a bound. */
  static int recordLength(byte[] file, int offset, int maxBody) {
    if (file.length - offset < PREFIX_BYTES + STAMP_BYTES) {
      return -1;
    }
    ByteBuffer record = ByteBuffer.wrap(file);
    int body = record.getInt(offset);
    if (body <= STAMP_BYTES || body > maxBody || body > file.length - offset - PREFIX_BYTES) {
      return -1;
    }
    CRC32C crc = new CRC32C();
    crc.update(file, offset, Integer.BYTES);
    crc.update(file, offset + PREFIX_BYTES, body);
    return (int) crc.getValue() == record.getInt(offset + Integer.BYTES) ? PREFIX_BYTES + body : -1;
  }

  /**
   * Reads a record whose length is known. Types of events that this version does not know are kept
   * as they are: they came from a newer node and were passed on.
   *
   * @throws MalformedMessageException when its text is not an event of this version
   */
  static LogEntry read(byte[] file, int offset, int length) throws MalformedMessageException {
    int text = offset + PREFIX_BYTES + STAMP_BYTES;
    IndexedEvent event =
        ExoJson.wireKeepingUnknownEvents()
            .decode(
                WireTypes.INDEXED_EVENT,
                new String(file, text, offset + length - text, StandardCharsets.UTF_8));
    return new LogEntry(event, ByteBuffer.wrap(file).getLong(offset + PREFIX_BYTES));
  }
}
