package org.exojvm.transport.libp2p.stream;

import java.io.IOException;

/** Serves the streams of one protocol that peers open. */
@FunctionalInterface
public interface StreamHandler {

  /**
   * Serves one stream, in a virtual thread of its own; may block. The stream is closed when this
   * returns, so a handler that wants to keep it must not return before it is done. It is reset when
   * this throws.
   */
  void handle(PeerStream stream) throws IOException;
}
