package org.exojvm.transport.libp2p.proto;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.exojvm.transport.libp2p.multiformats.WireException;

/**
 * Reads the fields of one message in the order in which they come. Nothing longer than the message
 * is allocated.
 *
 * <pre>{@code
 * ProtoReader in = new ProtoReader(bytes, MAX_FIELDS);
 * while (in.next()) {
 *   switch (in.field()) {
 *     case 1 -> topic = in.string(MAX_TOPIC_BYTES);
 *     default -> in.skip();
 *   }
 * }
 * }</pre>
 */
public final class ProtoReader {

  private final CodedInputStream in;
  private final int maxFields;
  private int fields;
  private int tag;

  /**
   * Creates a reader of a message.
   *
   * @param bytes the message, whose length the caller has bounded; not changed any more
   * @param maxFields most fields, those that are skipped included
   */
  public ProtoReader(byte[] bytes, int maxFields) {
    this.in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
    this.in.enableAliasing(true);
    this.maxFields = maxFields;
  }

  /** Goes to the next field; returns whether there is one. Its value must be read or skipped. */
  public boolean next() throws WireException {
    tag = reading(in::readTag);
    if (tag != 0 && ++fields > maxFields) {
      throw new WireException("A message has more than " + maxFields + " fields.");
    }
    return tag != 0;
  }

  /** Returns the number of the field. */
  public int field() {
    return WireFormat.getTagFieldNumber(tag);
  }

  /** Returns the bytes of the field, at most so many. */
  public byte[] bytes(int maxBytes) throws WireException {
    expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    byte[] value = reading(in::readByteArray);
    checkLength(value.length, maxBytes);
    return value;
  }

  /** Likewise, as a part of the message: it keeps all of it in memory. */
  public ByteString slice(int maxBytes) throws WireException {
    expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    ByteString value = reading(in::readBytes);
    checkLength(value.size(), maxBytes);
    return value;
  }

  /** Returns the text of the field, at most so many bytes of well-formed UTF-8. */
  public String string(int maxBytes) throws WireException {
    byte[] value = bytes(maxBytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new WireException("Field " + field() + " is not UTF-8.", e);
    }
  }

  /** Returns the number of the field; the largest are negative. */
  public long uint64() throws WireException {
    expect(WireFormat.WIRETYPE_VARINT);
    return reading(in::readUInt64);
  }

  /** Returns the truth value of the field. */
  public boolean bool() throws WireException {
    return uint64() != 0;
  }

  /** Passes over a field that means nothing to the caller. */
  public void skip() throws WireException {
    boolean more = reading(() -> in.skipField(tag));
    if (!more) {
      throw new WireException("A group ends that has not begun.");
    }
  }

  private void checkLength(int length, int maxBytes) throws WireException {
    if (length > maxBytes) {
      throw new WireException(
          "Field %d has %d bytes, of at most %d.".formatted(field(), length, maxBytes));
    }
  }

  private void expect(int wireType) throws WireException {
    int actual = WireFormat.getTagWireType(tag);
    if (actual != wireType) {
      throw new WireException(
          "Field %d is of wire type %d, not %d.".formatted(field(), actual, wireType));
    }
  }

  private interface Read<T> {

    T read() throws IOException;
  }

  private static <T> T reading(Read<T> read) throws WireException {
    try {
      return read.read();
    } catch (IOException e) {
      throw new WireException("A message is malformed: " + e.getMessage(), e);
    }
  }
}
