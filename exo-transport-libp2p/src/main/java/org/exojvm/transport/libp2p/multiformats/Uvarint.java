package org.exojvm.transport.libp2p.multiformats;

import java.io.EOFException;
import java.io.IOException;

/**
 * Unsigned integers of variable length: seven bits per byte, the least first, the top bit set on
 * all bytes but the last. Only the shortest form of a number is one (<a
 * href="https://github.com/multiformats/unsigned-varint">unsigned-varint</a>).
 */
public final class Uvarint {

  /** Bytes of the largest number, 2^63 - 1. */
  public static final int MAX_BYTES = 9;

  private static final int BITS = 7;
  private static final int MORE = 0x80;
  private static final int LOW = 0x7f;

  private Uvarint() {}

  /** Where the bytes of a number come from. */
  @FunctionalInterface
  public interface ByteSource {

    /** Returns the next byte, 0 to 255, or -1 at the end. */
    int read() throws IOException;
  }

  /**
   * Reads a number of at most {@code maxBytes} bytes; smaller caps refuse large numbers early.
   *
   * @throws EOFException if the source ends inside of the number or before it
   * @throws WireException if the number is longer, or not in its shortest form
   */
  public static long read(ByteSource source, int maxBytes) throws IOException {
    long value = 0;
    for (int i = 0; i < Math.min(maxBytes, MAX_BYTES); i++) {
      int next = source.read();
      if (next < 0) {
        throw new EOFException("The stream ended after " + i + " bytes of a varint.");
      }
      value |= (long) (next & LOW) << (BITS * i);
      if ((next & MORE) == 0) {
        if (next == 0 && i > 0) {
          throw new WireException("A varint of " + (i + 1) + " bytes ends with a zero.");
        }
        return value;
      }
    }
    throw new WireException("A varint is longer than the " + maxBytes + " bytes allowed here.");
  }

  /** Returns the bytes of a number that is not negative. */
  public static byte[] encode(long value) {
    byte[] bytes = new byte[size(value)];
    long rest = value;
    for (int i = 0; i < bytes.length - 1; i++) {
      bytes[i] = (byte) ((rest & LOW) | MORE);
      rest >>>= BITS;
    }
    bytes[bytes.length - 1] = (byte) rest;
    return bytes;
  }

  /** Returns how many bytes a number that is not negative takes, 1 to 9. */
  public static int size(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("The number " + value + " has no unsigned varint.");
    }
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + BITS - 1) / BITS);
  }
}
