package org.exojvm.transport.libp2p.duplex;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.exojvm.transport.libp2p.multiformats.Uvarint;
import org.exojvm.transport.libp2p.multiformats.WireException;

/** Messages in a stream, each behind its length as a varint. */
public final class Delimited {

  private Delimited() {}

  /**
   * Reads a message of at most so many bytes, or empty if the stream ends where one would begin. A
   * longer one is refused before anything is allocated.
   *
   * @throws WireException if the message is longer
   * @throws EOFException if the stream ends inside of it
   */
  public static Optional<byte[]> read(Duplex in, int maxBytes) throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    Uvarint.ByteSource source =
        new Uvarint.ByteSource() {
          private int next = first;

          @Override
          public int read() throws IOException {
            int current = next < 0 ? in.read() : next;
            next = -1;
            return current;
          }
        };
    long length = Uvarint.read(source, Uvarint.size(maxBytes));
    if (length > maxBytes) {
      throw new WireException("A message of " + length + " bytes, of at most " + maxBytes + ".");
    }
    return Optional.of(in.readFully((int) length));
  }

  /** Writes a message in one piece; not flushed. */
  public static void write(Duplex out, byte[] message) throws IOException {
    byte[] length = Uvarint.encode(message.length);
    byte[] framed = new byte[length.length + message.length];
    System.arraycopy(length, 0, framed, 0, length.length);
    System.arraycopy(message, 0, framed, length.length, message.length);
    out.write(framed);
  }
}
