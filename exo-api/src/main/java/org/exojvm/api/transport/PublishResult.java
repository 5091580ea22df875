package org.exojvm.api.transport;

/** What became of a message that was to be published. */
public enum PublishResult {
  /** Handed to the network and to local listeners. */
  SENT,
  /** A queue was full; the message is dropped. */
  DROPPED,
  /** Larger than {@link Transport#MAX_MESSAGE_BYTES}; the message is dropped. */
  TOO_LARGE,
  /** Not started yet, or closed. */
  CLOSED
}
