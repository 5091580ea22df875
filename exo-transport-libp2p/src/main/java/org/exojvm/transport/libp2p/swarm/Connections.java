package org.exojvm.transport.libp2p.swarm;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/** The connections that are up, by their peers. */
final class Connections {

  private final SetMultimap<PeerId, Connection> byPeer = LinkedHashMultimap.create();
  private boolean closed;

  /** Adds a connection; returns false if it is one too many, or comes after the end. */
  synchronized boolean add(Connection connection) {
    PeerId peer = connection.info().peer();
    boolean hasRoom =
        byPeer.size() < SwarmLimits.MAX_CONNECTIONS
            && byPeer.get(peer).size() < SwarmLimits.MAX_CONNECTIONS_PER_PEER;
    return hasRoom && !closed && byPeer.put(peer, connection);
  }

  synchronized void remove(Connection connection) {
    byPeer.remove(connection.info().peer(), connection);
  }

  synchronized ImmutableSet<PeerId> peers() {
    return ImmutableSet.copyOf(byPeer.keySet());
  }

  synchronized ImmutableList<Connection> of(PeerId peer) {
    return ImmutableList.copyOf(byPeer.get(peer));
  }

  /** Takes no more, and returns those that are up. */
  synchronized ImmutableList<Connection> close() {
    closed = true;
    return ImmutableList.copyOf(byPeer.values());
  }
}
