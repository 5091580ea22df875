package org.exojvm.transport.libp2p.swarm;

import java.io.IOException;

/** A connection did not become one to a peer. It is closed. */
final class UpgradeException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Counter counter;

  UpgradeException(Counter counter, String message) {
    super(message);
    this.counter = counter;
  }

  UpgradeException(Counter counter, String message, Exception cause) {
    super(message, cause);
    this.counter = counter;
  }

  /** What it is counted as. */
  Counter counter() {
    return counter;
  }
}
