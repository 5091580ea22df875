package org.exojvm.mlx.process;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.id.TaskId;

/** Reads what {@link BodyWriter} wrote, or whatever a broken process did. */
final class BodyReader {

  private final ByteBuffer in;

  BodyReader(byte[] body) {
    this.in = ByteBuffer.wrap(body);
  }

  long number() throws ProtocolException {
    need(Long.BYTES);
    return in.getLong();
  }

  <E extends Enum<E>> E constant(E[] values) throws ProtocolException {
    need(1);
    int ordinal = in.get() & 0xff;
    if (ordinal >= values.length) {
      throw new ProtocolException("a constant " + ordinal + " of " + values.length);
    }
    return values[ordinal];
  }

  Bytes bytes() throws ProtocolException {
    return Bytes.copyOf(array());
  }

  TaskId task() throws ProtocolException {
    String id = text();
    if (id.isEmpty()) {
      throw new ProtocolException("a task without an id");
    }
    return TaskId.of(id);
  }

  String text() throws ProtocolException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(array())).toString();
    } catch (CharacterCodingException e) {
      throw new ProtocolException("a text that is not UTF-8: " + e.getMessage());
    }
  }

  /** Checks that nothing is left. */
  void end() throws ProtocolException {
    if (in.hasRemaining()) {
      throw new ProtocolException("a message with " + in.remaining() + " bytes too many");
    }
  }

  private byte[] array() throws ProtocolException {
    need(Integer.BYTES);
    int length = in.getInt();
    if (length < 0) {
      throw new ProtocolException("a field of " + Integer.toUnsignedString(length) + " bytes");
    }
    need(length);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private void need(int bytes) throws ProtocolException {
    if (in.remaining() < bytes) {
      throw new ProtocolException(
          "a message that ends " + (bytes - in.remaining()) + " bytes too early");
    }
  }
}
