package org.exojvm.transport.libp2p.identify;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.exojvm.transport.libp2p.duplex.Delimited;
import org.exojvm.transport.libp2p.identity.PublicKey;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.stream.PeerStream;
import org.exojvm.transport.libp2p.stream.StreamHandler;

/**
 * Takes what a peer tells unasked, and holds it to its key; nothing else of it is used. A peer that
 * is refused this protocol closes its connection, in some programs.
 */
public final class IdentifyPushHandler implements StreamHandler {

  /** The name of the protocol in negotiations. */
  public static final String PROTOCOL = "/ipfs/id/push/1.0.0";

  private static final Duration MAX_TIME = Duration.ofSeconds(10);

  @Override
  public void handle(PeerStream stream) throws IOException {
    stream.deadline(MAX_TIME);
    Optional<byte[]> message = Delimited.read(stream, Identify.MAX_BYTES);
    Optional<PublicKey> key =
        message.isPresent() ? Identify.decode(message.get()).publicKey() : Optional.empty();
    if (key.isPresent() && !key.get().peerId().equals(stream.peer())) {
      throw new WireException("Peer " + stream.peer() + " tells the key of " + key.get() + ".");
    }
  }
}
