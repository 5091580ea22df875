package org.exojvm.transport.libp2p.gossipsub.rpc;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.exojvm.transport.libp2p.multiformats.WireException;

/**
 * Packets as protobuf. Writes fields in the order of their numbers; reads any order, any mix and
 * any number of control blocks.
 */
public final class RpcCodec {

  static final int SUBSCRIPTIONS = 1;
  static final int PUBLISH = 2;
  static final int CONTROL = 3;

  private RpcCodec() {}

  /**
   * Reads a packet.
   *
   * @throws WireException if the bytes are none, or over one of {@link RpcLimits}
   */
  public static Rpc decode(byte[] bytes) throws WireException {
    if (bytes.length > RpcLimits.MAX_RPC_BYTES) {
      throw new WireException(
          "A packet of %d bytes is longer than the %d allowed."
              .formatted(bytes.length, RpcLimits.MAX_RPC_BYTES));
    }
    return new RpcReader().read(bytes);
  }

  /** Returns a packet as bytes. It is the caller's to keep it below the largest. */
  public static byte[] encode(Rpc rpc) {
    byte[] control = rpc.hasControl() ? ControlCodec.encode(rpc) : new byte[0];
    byte[] bytes = new byte[size(rpc, control)];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      for (Rpc.Subscription subscription : rpc.subscriptions()) {
        out.writeByteArray(SUBSCRIPTIONS, ControlCodec.encode(subscription));
      }
      for (RawMessage message : rpc.messages()) {
        out.writeTag(PUBLISH, 2);
        out.writeUInt32NoTag(MessageCodec.size(message));
        MessageCodec.write(out, message);
      }
      if (rpc.hasControl()) {
        out.writeByteArray(CONTROL, control);
      }
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException("An array of the right size was too small.", e);
    }
    return bytes;
  }

  private static int size(Rpc rpc, byte[] control) {
    int size = rpc.hasControl() ? CodedOutputStream.computeByteArraySize(CONTROL, control) : 0;
    for (Rpc.Subscription subscription : rpc.subscriptions()) {
      size +=
          CodedOutputStream.computeByteArraySize(SUBSCRIPTIONS, ControlCodec.encode(subscription));
    }
    for (RawMessage message : rpc.messages()) {
      int body = MessageCodec.size(message);
      size +=
          CodedOutputStream.computeTagSize(PUBLISH)
              + CodedOutputStream.computeUInt32SizeNoTag(body)
              + body;
    }
    return size;
  }
}
