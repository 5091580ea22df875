package org.exojvm.transport.libp2p.duplex;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * Two ends in memory. Each direction holds a bounded number of bytes; a full one blocks its writer.
 * A fault can be set: pieces of few bytes, or a cut after so many bytes.
 */
public final class MemoryDuplex implements Duplex {

  private final Pipe in;
  private final Pipe out;

  private MemoryDuplex(Pipe in, Pipe out) {
    this.in = in;
    this.out = out;
  }

  /** The two ends of a link. */
  public record Pair(MemoryDuplex left, MemoryDuplex right) {}

  /** Creates a link with room for so many bytes each way. */
  public static Pair pair(int capacity) {
    Pipe right = new Pipe(capacity);
    Pipe left = new Pipe(capacity);
    return new Pair(new MemoryDuplex(left, right), new MemoryDuplex(right, left));
  }

  /** Lets this end read at most so many bytes at once. */
  public MemoryDuplex readingPieces(int maxBytes) {
    in.maxPiece(maxBytes);
    return this;
  }

  /** Cuts the link once this end has sent so many bytes more. */
  public MemoryDuplex cutAfter(long bytes) {
    out.cutAfter(bytes);
    return this;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return in.read(target, offset, length);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    out.write(source, offset, length);
  }

  @Override
  public void flush() {
    // Nothing waits.
  }

  /** How many bytes wait to be read. */
  public int available() {
    return in.available();
  }

  /** Tells the other side that no more comes, as a socket that is closed for writing. */
  public void closeWrite() {
    out.end();
  }

  @Override
  public void close() {
    in.abort();
    out.end();
  }

  private static final class Pipe {

    private final byte[] ring;
    private long written;
    private long read;
    private long cut = Long.MAX_VALUE;
    private int maxPiece = Integer.MAX_VALUE;
    private boolean ended;
    private boolean aborted;

    Pipe(int capacity) {
      this.ring = new byte[capacity];
    }

    synchronized int available() {
      return (int) (written - read);
    }

    synchronized void maxPiece(int bytes) {
      maxPiece = bytes;
    }

    synchronized void cutAfter(long bytes) {
      cut = written + bytes;
    }

    synchronized void end() {
      ended = true;
      notifyAll();
    }

    synchronized void abort() {
      aborted = true;
      notifyAll();
    }

    synchronized int read(byte[] target, int offset, int length) throws IOException {
      try {
        while (written == read && !ended && !aborted) {
          wait();
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      if (aborted) {
        throw new IOException("This end is closed.");
      }
      if (written == read) {
        return -1;
      }
      int count = (int) Math.min(Math.min(length, maxPiece), written - read);
      for (int i = 0; i < count; i++) {
        target[offset + i] = ring[(int) (read++ % ring.length)];
      }
      notifyAll();
      return count;
    }

    synchronized void write(byte[] source, int offset, int length) throws IOException {
      for (int i = 0; i < length; i++) {
        try {
          while (written - read == ring.length && !ended && !aborted) {
            wait();
          }
        } catch (InterruptedException e) {
          throw interrupted(e);
        }
        if (written == cut) {
          ended = true;
          notifyAll();
        }
        if (ended || aborted) {
          throw new EOFException("The link is cut.");
        }
        ring[(int) (written++ % ring.length)] = source[offset + i];
        if (written - read == 1) {
          notifyAll();
        }
      }
    }

    private static IOException interrupted(InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IOException(e);
    }
  }

  /** A duplex that reads an array and keeps what is written. */
  public static final class Scripted implements Duplex {

    private final byte[] input;
    private final int maxPiece;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private int position;

    /** Creates a duplex that reads the input in pieces of at most so many bytes, then ends. */
    public Scripted(byte[] input, int maxPiece) {
      this.input = input.clone();
      this.maxPiece = maxPiece;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = Math.min(Math.min(length, maxPiece), input.length - position);
      System.arraycopy(input, position, target, offset, count);
      position += count;
      return count == 0 ? -1 : count;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      output.write(source, offset, length);
    }

    @Override
    public void flush() {
      // Nothing waits.
    }

    @Override
    public void close() {
      // Nothing is held.
    }

    /** What was written. */
    public byte[] written() {
      return output.toByteArray();
    }

    /** How many bytes of the input are left. */
    public int unread() {
      return input.length - position;
    }
  }
}
