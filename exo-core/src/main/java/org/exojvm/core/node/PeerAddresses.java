package org.exojvm.core.node;

import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.core.id.IdSequence;

/**
 * Knows at which address a connected peer is reached; the edge to it is reported with this address.
 *
 * <p>Contract: called by the loop of the node, so it returns at once and throws nothing.
 */
@FunctionalInterface
public interface PeerAddresses {

  /** Returns the address, or nothing while it is not known: then no edge is reported yet. */
  Optional<Multiaddr> addressOf(NodeId peer);

  /**
   * Returns made-up addresses on the loopback interface, one port per peer: for nodes of one
   * process, which need none.
   */
  static PeerAddresses loopback() {
    return peer ->
        Optional.of(Multiaddr.parse("/ip4/127.0.0.1/tcp/" + IdSequence.portFor(peer.value())));
  }
}
