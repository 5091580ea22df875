package org.exojvm.transport.libp2p.yamux;

import java.nio.ByteBuffer;
import org.exojvm.transport.libp2p.multiformats.WireException;

/**
 * The twelve bytes before every body.
 *
 * @param type one of the types below
 * @param flags a sum of the flags below; others mean nothing
 * @param stream id of the stream, unsigned; 0 is the session
 * @param length bytes of the body, credit, opaque value or reason, by type; unsigned
 */
record Header(int type, int flags, long stream, long length) {

  static final int BYTES = 12;

  static final int DATA = 0;
  static final int WINDOW_UPDATE = 1;
  static final int PING = 2;
  static final int GO_AWAY = 3;

  static final int SYN = 1;
  static final int ACK = 2;
  static final int FIN = 4;
  static final int RST = 8;

  static final int NORMAL = 0;
  static final int PROTOCOL_ERROR = 1;

  private static final long UNSIGNED = 0xffff_ffffL;

  static Header decode(byte[] bytes) throws WireException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int version = buffer.get();
    int type = buffer.get();
    if (version != 0 || type < DATA || type > GO_AWAY) {
      throw new WireException("A frame has version %d and type %d.".formatted(version, type));
    }
    int flags = buffer.getShort() & 0xffff;
    return new Header(type, flags, buffer.getInt() & UNSIGNED, buffer.getInt() & UNSIGNED);
  }

  /** Writes the header to the front of an array; returns its length. */
  int encode(byte[] target) {
    ByteBuffer.wrap(target)
        .put((byte) 0)
        .put((byte) type)
        .putShort((short) flags)
        .putInt((int) stream)
        .putInt((int) length);
    return BYTES;
  }

  /** The first so many bytes of the body as a frame of their own, which does not end the stream. */
  Header first(long bytes) {
    return new Header(type, flags & ~FIN, stream, bytes);
  }

  /** What is left of a frame without them, which does not begin the stream. */
  Header without(long bytes) {
    return new Header(type, flags & ~(SYN | ACK), stream, length - bytes);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
