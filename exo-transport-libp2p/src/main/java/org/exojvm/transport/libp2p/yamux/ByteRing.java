package org.exojvm.transport.libp2p.yamux;

/** Bytes in the order in which they came. It grows as needed; who appends has bounded the sum. */
final class ByteRing {

  private static final byte[] NOTHING = new byte[0];
  private static final int MIN_CAPACITY = 1024;

  /** A larger array is let go once it is empty: most streams wait most of the time. */
  private static final int KEPT_CAPACITY = 64 * 1024;

  private byte[] bytes = NOTHING;
  private int head;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void append(byte[] source, int offset, int length) {
    reserve(size + length);
    int tail = (head + size) & (bytes.length - 1);
    int first = Math.min(length, bytes.length - tail);
    System.arraycopy(source, offset, bytes, tail, first);
    System.arraycopy(source, offset + first, bytes, 0, length - first);
    size += length;
  }

  /** Moves bytes out, as many as there are and are wanted; returns how many. */
  int remove(byte[] target, int offset, int length) {
    int count = Math.min(length, size);
    int first = Math.min(count, bytes.length - head);
    System.arraycopy(bytes, head, target, offset, first);
    System.arraycopy(bytes, 0, target, offset + first, count - first);
    size -= count;
    if (size == 0 && bytes.length > KEPT_CAPACITY) {
      clear();
    } else if (count > 0) {
      head = (head + count) & (bytes.length - 1);
    }
    return count;
  }

  /** Drops all; returns how many bytes these were. */
  int clear() {
    int dropped = size;
    bytes = NOTHING;
    head = 0;
    size = 0;
    return dropped;
  }

  /** Capacities are powers of two. */
  private void reserve(int needed) {
    if (needed > bytes.length) {
      int capacity = Math.max(MIN_CAPACITY, Integer.highestOneBit(needed - 1) << 1);
      byte[] larger = new byte[capacity];
      int kept = size;
      int first = Math.min(kept, bytes.length - head);
      System.arraycopy(bytes, head, larger, 0, first);
      System.arraycopy(bytes, 0, larger, first, kept - first);
      bytes = larger;
      head = 0;
    }
  }
}
