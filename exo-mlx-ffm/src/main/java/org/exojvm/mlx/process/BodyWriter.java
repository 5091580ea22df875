package org.exojvm.mlx.process;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.exojvm.api.collection.Bytes;

/** Writes the fields of a body: numbers big-endian, bytes and texts behind their length. */
final class BodyWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  BodyWriter number(long value) {
    out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    return this;
  }

  @SuppressWarnings("EnumOrdinal") // Both ends are of one build.
  BodyWriter ordinal(Enum<?> value) {
    out.write(value.ordinal());
    return this;
  }

  BodyWriter bytes(Bytes value) {
    return bytes(value.toArray());
  }

  BodyWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  private BodyWriter bytes(byte[] value) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
    out.writeBytes(value);
    return this;
  }

  Frame frame(byte kind) {
    byte[] body = out.toByteArray();
    if (body.length > Frame.BODY_BYTES_MAX) {
      throw new IllegalArgumentException(
          "A message of "
              + body.length
              + " bytes does not fit a frame of "
              + Frame.BODY_BYTES_MAX
              + ". Divide what it carries.");
    }
    return new Frame(kind, body);
  }
}
