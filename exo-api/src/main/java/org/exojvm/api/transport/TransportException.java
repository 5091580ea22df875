package org.exojvm.api.transport;

/**
 * A request to a peer has no answer, and the caller may ask again, for requests are idempotent; or
 * a transport cannot start.
 */
public final class TransportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that names the peer or address and ends with a hint. */
  public TransportException(String message) {
    super(message);
  }
}
