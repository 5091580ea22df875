package org.exojvm.transport.libp2p.gossipsub;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.gossipsub.rpc.RpcCodec;

/** A packet with its length before it, encoded once for all who are sent it. */
final class Frame {

  private final byte[] bytes;

  private Frame(byte[] bytes) {
    this.bytes = bytes;
  }

  static Frame of(Rpc rpc) {
    byte[] packet = RpcCodec.encode(rpc);
    int prefix = CodedOutputStream.computeUInt32SizeNoTag(packet.length);
    byte[] framed = new byte[prefix + packet.length];
    CodedOutputStream out = CodedOutputStream.newInstance(framed);
    try {
      out.writeUInt32NoTag(packet.length);
      out.writeRawBytes(packet);
    } catch (IOException e) {
      throw new UncheckedIOException("An array of the right size was too small.", e);
    }
    return new Frame(framed);
  }

  int size() {
    return bytes.length;
  }

  /** Returns the bytes; not a copy, nobody changes them. */
  byte[] bytes() {
    return bytes;
  }
}
