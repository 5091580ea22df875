package org.exojvm.transport.libp2p.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.multiformats.WireException;

/** Bytes behind their length. Memory is taken as they come, not as their length promises. */
final class Body {

  /** Asks for room before each piece. */
  @FunctionalInterface
  interface Room {

    void take(int bytes) throws IOException;
  }

  private Body() {}

  static byte[] read(Duplex in, Room room) throws IOException {
    int length = ByteBuffer.wrap(in.readFully(Integer.BYTES)).getInt();
    if (length < 0 || length > RequestLimits.MAX_BYTES) {
      throw new WireException(
          "A body of %d bytes is longer than the %d allowed."
              .formatted(Integer.toUnsignedLong(length), RequestLimits.MAX_BYTES));
    }
    ByteArrayOutputStream body =
        new ByteArrayOutputStream(Math.min(length, RequestLimits.CHUNK_BYTES));
    while (body.size() < length) {
      int chunk = Math.min(length - body.size(), RequestLimits.CHUNK_BYTES);
      room.take(chunk);
      body.writeBytes(in.readFully(chunk));
    }
    return body.toByteArray();
  }

  static void write(Duplex out, byte[] head, byte[] body) throws IOException {
    byte[] start =
        ByteBuffer.allocate(head.length + Integer.BYTES).put(head).putInt(body.length).array();
    if (body.length > RequestLimits.CHUNK_BYTES) {
      out.write(start);
      out.write(body);
    } else {
      byte[] whole = new byte[start.length + body.length];
      System.arraycopy(start, 0, whole, 0, start.length);
      System.arraycopy(body, 0, whole, start.length, body.length);
      out.write(whole);
    }
    out.flush();
  }
}
