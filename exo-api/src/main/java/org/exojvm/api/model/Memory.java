package org.exojvm.api.model;

/**
 * An amount of memory. Negative amounts can be represented, because differences can be; whether one
 * makes sense is checked where it is used.
 *
 * @param inBytes bytes
 */
public record Memory(long inBytes) implements Comparable<Memory> {

  /** No memory. */
  public static final Memory ZERO = new Memory(0);

  private static final long BYTES_PER_GIB = 1L << 30;

  /** Returns an amount of bytes. */
  public static Memory ofBytes(long bytes) {
    return new Memory(bytes);
  }

  /** Returns an amount of gibibytes. */
  public static Memory ofGib(long gib) {
    return new Memory(Math.multiplyExact(gib, BYTES_PER_GIB));
  }

  /** Returns the sum; an amount beyond 64 bits is held at the limit. */
  public Memory plus(Memory other) {
    long sum = inBytes + other.inBytes;
    boolean overflow = ((inBytes ^ sum) & (other.inBytes ^ sum)) < 0;
    return new Memory(overflow ? (inBytes < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum);
  }

  /** Returns the difference; an amount beyond 64 bits is held at the limit. */
  public Memory minus(Memory other) {
    long difference = inBytes - other.inBytes;
    boolean overflow = ((inBytes ^ other.inBytes) & (inBytes ^ difference)) < 0;
    return new Memory(overflow ? (inBytes < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : difference);
  }

  /** Returns the amount in gibibytes, as a fraction. */
  public double inGib() {
    return (double) inBytes / BYTES_PER_GIB;
  }

  @Override
  public int compareTo(Memory other) {
    return Long.compare(inBytes, other.inBytes);
  }
}
