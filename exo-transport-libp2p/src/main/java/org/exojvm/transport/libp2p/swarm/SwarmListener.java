package org.exojvm.transport.libp2p.swarm;

import org.exojvm.transport.libp2p.stream.ConnectionInfo;

/**
 * Is told of connections, one call at a time and in order, in a thread of the swarm: it may call
 * the swarm but not wait for another event. A peer with two connections is told of twice each way.
 */
public interface SwarmListener {

  /**
   * A connection is up: the peer has proved its id, is allowed, and streams can be opened. No
   * stream of the connection is served before this has returned.
   */
  void connected(ConnectionInfo connection);

  /** A connection is gone; follows its {@link #connected} always. */
  void disconnected(ConnectionInfo connection, String reason);
}
