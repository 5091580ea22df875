package org.exojvm.mlx.sidechannel;

import java.io.EOFException;
import java.io.IOException;

/**
 * Bytes both ways between the supervisors of two ranks, blocking. One thread reads while another
 * writes. {@link #close} comes from any thread and makes calls that wait fail.
 */
public interface ByteStream extends AutoCloseable {

  /**
   * Reads at least one byte, waiting for it.
   *
   * @return how many bytes were read, or -1 at the end of the stream
   */
  int read(byte[] target, int offset, int length) throws IOException;

  /** Writes and sends all bytes, waiting while the other side takes none. */
  void write(byte[] source, int offset, int length) throws IOException;

  /** Ends both directions. Idempotent; throws nothing. */
  @Override
  void close();

  /** Writes and sends a whole array. */
  default void write(byte[] source) throws IOException {
    write(source, 0, source.length);
  }

  /**
   * Reads exactly so many bytes. The caller has bounded the length.
   *
   * @throws EOFException if the stream ends before
   */
  default byte[] readFully(int length) throws IOException {
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      int count = read(bytes, done, length - done);
      if (count < 0) {
        throw new EOFException("the stream ended after " + done + " of " + length + " bytes");
      }
      done += count;
    }
    return bytes;
  }
}
