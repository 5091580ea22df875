package org.exojvm.transport.libp2p.duplex;

import java.io.EOFException;
import java.io.IOException;

/**
 * Bytes both ways, blocking. One thread may read while another writes; several readers, or several
 * writers, must agree among themselves. {@link #close} may be called by any thread at any time and
 * makes calls that wait fail.
 */
public interface Duplex extends AutoCloseable {

  /**
   * Reads at least one byte, waiting for it.
   *
   * @param length most bytes to read, at least 1
   * @return how many bytes were read, or -1 at the end of the stream
   * @throws IOException if the other side broke off or the duplex was closed
   */
  int read(byte[] target, int offset, int length) throws IOException;

  /**
   * Writes all bytes, or hands them to a buffer that {@link #flush} empties; waits while the other
   * side takes none. The array is free again afterwards.
   *
   * @throws IOException if the other side broke off or the duplex was closed
   */
  void write(byte[] source, int offset, int length) throws IOException;

  /** Sends what was written before. */
  void flush() throws IOException;

  /** Ends both directions. Idempotent; throws nothing. */
  @Override
  void close();

  /** Writes a whole array; not flushed. */
  default void write(byte[] source) throws IOException {
    write(source, 0, source.length);
  }

  /** Reads one byte, 0 to 255, or -1 at the end of the stream. */
  default int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Reads exactly so many bytes. The caller has bounded the length.
   *
   * @throws EOFException if the stream ends before
   */
  default byte[] readFully(int length) throws IOException {
    byte[] bytes = new byte[length];
    readFully(bytes, 0, length);
    return bytes;
  }

  /**
   * Fills a part of an array.
   *
   * @throws EOFException if the stream ends before
   */
  default void readFully(byte[] target, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int count = read(target, offset + done, length - done);
      if (count < 0) {
        throw new EOFException("The stream ended after " + done + " of " + length + " bytes.");
      }
      done += count;
    }
  }
}
