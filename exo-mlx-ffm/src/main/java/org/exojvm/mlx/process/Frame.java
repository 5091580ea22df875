package org.exojvm.mlx.process;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One message between a supervisor and its child: two bytes that no text begins with, a version, a
 * kind, the length of the body as a 32-bit big-endian number, and the body. Whatever else gets in
 * between is noticed at once.
 */
final class Frame {

  /** Version of frames and messages. A child of another one is refused. */
  static final byte VERSION = 1;

  /**
   * Most bytes of a body. A request with a prompt of a million tokens fits; less would refuse it,
   * more would let a broken child take the memory of its supervisor.
   */
  static final int BODY_BYTES_MAX = 16 << 20;

  static final int HEADER_BYTES = 8;
  private static final short MAGIC = (short) 0xe7a5;

  private final byte kind;
  private final byte[] body;

  /**
   * Creates a frame.
   *
   * @param kind which message
   * @param body its fields; the frame keeps the array
   */
  Frame(byte kind, byte[] body) {
    this.kind = kind;
    this.body = body;
  }

  byte kind() {
    return kind;
  }

  byte[] body() {
    return body;
  }

  /** Writes it in one piece and flushes. */
  void write(OutputStream out) throws IOException {
    out.write(encode());
    out.flush();
  }

  byte[] encode() {
    return ByteBuffer.allocate(HEADER_BYTES + body.length)
        .putShort(MAGIC)
        .put(VERSION)
        .put(kind)
        .putInt(body.length)
        .put(body)
        .array();
  }

  /**
   * Reads a frame, or empty if the stream ends where one would begin.
   *
   * @throws ProtocolException if this is no frame of this version, or one that is too long
   * @throws EOFException if the stream ends inside of it
   */
  static Optional<Frame> read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(HEADER_BYTES);
    if (bytes.length == 0) {
      return Optional.empty();
    }
    if (bytes.length < HEADER_BYTES) {
      throw new EOFException("the stream ended within the head of a frame");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (header.getShort() != MAGIC) {
      throw new ProtocolException("something else than a frame: " + Printable.of(bytes));
    }
    byte version = header.get();
    if (version != VERSION) {
      throw new ProtocolException("a frame of version " + version + ", not " + VERSION);
    }
    byte kind = header.get();
    int length = header.getInt();
    if (length < 0 || length > BODY_BYTES_MAX) {
      throw new ProtocolException(
          "a frame of "
              + Integer.toUnsignedString(length)
              + " bytes, of at most "
              + BODY_BYTES_MAX);
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException(
          "the stream ended after " + body.length + " of " + length + " bytes of a frame");
    }
    return Optional.of(new Frame(kind, body));
  }
}
