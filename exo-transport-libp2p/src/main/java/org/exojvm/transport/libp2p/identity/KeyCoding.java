package org.exojvm.transport.libp2p.identity;

import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.proto.ProtoReader;
import org.exojvm.transport.libp2p.proto.ProtoWriter;

/**
 * Keys as messages: {@code 1: type, 2: data}, the same for both halves (<a
 * href="https://github.com/libp2p/specs/blob/master/peer-ids/peer-ids.md#keys">keys</a>).
 */
final class KeyCoding {

  private static final int TYPE = 1;
  private static final int DATA = 2;
  private static final int ED25519 = 1;
  private static final int MAX_FIELDS = 4;

  private KeyCoding() {}

  static byte[] encode(byte[] data) {
    return new ProtoWriter().uint64(TYPE, ED25519).bytes(DATA, data).toByteArray();
  }

  static byte[] decode(byte[] message, int dataBytes) throws WireException {
    ProtoReader in = new ProtoReader(message, MAX_FIELDS);
    long type = -1;
    byte[] data = new byte[0];
    while (in.next()) {
      switch (in.field()) {
        case TYPE -> type = in.uint64();
        case DATA -> data = in.bytes(dataBytes);
        default -> in.skip();
      }
    }
    if (type != ED25519 || data.length != dataBytes) {
      throw new WireException(
          "A key of type %d and %d bytes is not one of Ed25519, which has type %d and %d."
              .formatted(type, data.length, ED25519, dataBytes));
    }
    return data;
  }
}
