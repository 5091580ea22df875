package org.exojvm.transport.libp2p.identify;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.exojvm.transport.libp2p.duplex.Delimited;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.stream.PeerStream;
import org.exojvm.transport.libp2p.stream.StreamHandler;

/** Tells who asks. */
public final class IdentifyHandler implements StreamHandler {

  /** The name of the protocol in negotiations. */
  public static final String PROTOCOL = "/ipfs/id/1.0.0";

  private static final Duration MAX_TIME = Duration.ofSeconds(10);

  private final Function<Multiaddr, Identify> message;

  /** Creates a handler that tells a message for the address at which the other side is seen. */
  public IdentifyHandler(Function<Multiaddr, Identify> message) {
    this.message = message;
  }

  /**
   * Tells, and ends the stream when the other side does: js-libp2p drops a message whose end it
   * sees before it has finished the negotiation.
   */
  @Override
  public void handle(PeerStream stream) throws IOException {
    stream.deadline(MAX_TIME);
    Delimited.write(stream, message.apply(stream.connection().remote()).encode());
    stream.flush();
    int end = stream.read();
    if (end >= 0) {
      throw new WireException("Peer " + stream.peer() + " says something instead of listening.");
    }
  }
}
