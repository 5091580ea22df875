package org.exojvm.mlx.sidechannel;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The frames of the reference's pipes: the length of the bytes as an unsigned 32-bit number,
 * little-endian, and the bytes.
 */
public final class PipeFrames {

  private static final long UNSIGNED = 0xffff_ffffL;

  private PipeFrames() {}

  /** Returns a frame with these bytes. */
  public static byte[] encode(byte[] bytes) {
    byte[] frame = new byte[Int32.BYTES + bytes.length];
    System.arraycopy(Int32.encode(bytes.length), 0, frame, 0, Int32.BYTES);
    System.arraycopy(bytes, 0, frame, Int32.BYTES, bytes.length);
    return frame;
  }

  /**
   * Reads the bytes of a frame, or empty if the pipe ends where one would begin. A longer one is
   * refused before anything is allocated.
   *
   * @param bytesMax most bytes
   * @throws EOFException if the pipe ends inside of a frame
   * @throws IOException if the frame is longer
   */
  public static Optional<byte[]> read(InputStream in, int bytesMax) throws IOException {
    byte[] header = in.readNBytes(Int32.BYTES);
    if (header.length == 0) {
      return Optional.empty();
    }
    if (header.length < Int32.BYTES) {
      throw new EOFException("the pipe ended within the length of a frame");
    }
    long length = Int32.decode(header, 0) & UNSIGNED;
    if (length > bytesMax) {
      throw new IOException("a frame of " + length + " bytes, of at most " + bytesMax);
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException("the pipe ended after " + bytes.length + " of " + length + " bytes");
    }
    return Optional.of(bytes);
  }
}
