package org.exojvm.transport.libp2p.stream;

import java.io.IOException;
import java.util.List;

/** Opens streams on one connection, or to one peer. */
@FunctionalInterface
public interface StreamOpener {

  /**
   * Opens a stream for the first of these protocols that the peer speaks; blocks until both sides
   * have agreed, within the deadline of negotiations. With a single protocol it does not wait: a
   * refusal shows when the stream is read.
   *
   * @throws IOException if the peer speaks none of them, does not answer in time or is gone
   */
  PeerStream open(List<String> protocols) throws IOException;
}
