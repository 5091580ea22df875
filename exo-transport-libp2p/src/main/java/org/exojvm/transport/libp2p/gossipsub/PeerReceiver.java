package org.exojvm.transport.libp2p.gossipsub;

import java.io.IOException;
import java.util.Optional;
import org.exojvm.transport.libp2p.duplex.Delimited;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.gossipsub.rpc.RpcCodec;
import org.exojvm.transport.libp2p.gossipsub.rpc.RpcLimits;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.stream.PeerStream;

/** The streams that one peer sends on, and how much of it may wait for the router. */
final class PeerReceiver {

  /** Takes packets, in the thread that reads them. */
  @FunctionalInterface
  interface Sink {

    /** Takes a packet; {@code done} is to run once the router has seen it. */
    void accept(Rpc rpc, Runnable done);
  }

  private final Budget budget = new Budget(GossipLimits.MAX_WAITING_BYTES_PER_PEER);
  private int streams;

  /** Counts a stream in; returns whether the peer may have it. Guarded by the caller. */
  boolean enter() {
    if (streams >= GossipLimits.MAX_STREAMS_PER_PEER) {
      return false;
    }
    streams++;
    return true;
  }

  /** Counts a stream out; returns whether none is left. Guarded by the caller. */
  boolean leave() {
    return --streams == 0;
  }

  /** Reads a stream to its end, no faster than the router takes. */
  void read(PeerStream stream, Sink sink) throws IOException {
    Optional<byte[]> packet = Delimited.read(stream, RpcLimits.MAX_RPC_BYTES);
    while (packet.isPresent()) {
      int charge = Budget.chargeOf(packet.get().length);
      if (!budget.take(charge)) {
        return;
      }
      sink.accept(decode(packet.get(), charge), () -> budget.give(charge));
      packet = Delimited.read(stream, RpcLimits.MAX_RPC_BYTES);
    }
  }

  private Rpc decode(byte[] packet, int charge) throws WireException {
    try {
      return RpcCodec.decode(packet);
    } catch (WireException e) {
      budget.give(charge);
      throw e;
    }
  }

  void close() {
    budget.close();
  }
}
