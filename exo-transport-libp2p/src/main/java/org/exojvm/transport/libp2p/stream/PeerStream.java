package org.exojvm.transport.libp2p.stream;

import java.time.Duration;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/**
 * A stream to a peer, on which both sides have agreed to speak a protocol. What is written goes out
 * at once, so {@code flush} does nothing; writing waits while the peer does not read. Whoever has a
 * stream closes or resets it, or it lives as long as its connection.
 */
public interface PeerStream extends Duplex {

  /** Returns the connection that the stream is on. */
  ConnectionInfo connection();

  /** Returns the protocol that both sides have agreed on. */
  String protocol();

  /** Returns the other side. */
  default PeerId peer() {
    return connection().peer();
  }

  /** Tells the peer that no more is written; reading goes on. Idempotent; throws nothing. */
  void closeWrite();

  /** Breaks the stream off at once, both ways, what waits to be sent included. Idempotent. */
  void reset();

  /**
   * Resets the stream when this time has passed; a later call replaces the time of an earlier one.
   * Streams are handed over without a deadline.
   */
  void deadline(Duration fromNow);

  /** Takes the deadline back. */
  void noDeadline();

  /**
   * Tells the peer that no more is written, and that nothing is read either: the stream is reset if
   * more comes. Idempotent; throws nothing.
   */
  @Override
  void close();
}
