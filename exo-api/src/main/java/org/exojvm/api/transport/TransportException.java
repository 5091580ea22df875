package org.exojvm.api.transport;

/** A request to a peer has no answer. The caller may ask again: requests are idempotent. */
public final class TransportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that names the peer and ends with a hint. */
  public TransportException(String message) {
    super(message);
  }
}
