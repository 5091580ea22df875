package org.exojvm.transport.libp2p.multiformats;

import java.io.IOException;

/**
 * A peer broke a rule of a protocol, or is no peer of ours. What it sent is not used; the
 * connection or the stream that it came on is closed.
 */
public final class WireException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that names the rule and what came instead. */
  public WireException(String message) {
    super(message);
  }

  /** Creates the exception with the fault below. */
  public WireException(String message, Throwable cause) {
    super(message, cause);
  }
}
