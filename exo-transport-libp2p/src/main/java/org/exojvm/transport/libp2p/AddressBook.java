package org.exojvm.transport.libp2p;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/** Where peers were reached last, or say that they listen. The oldest entry goes first. */
final class AddressBook {

  /** Peers whose address is kept. */
  static final int MAX_PEERS = 4_096;

  private final Map<PeerId, Multiaddr> addresses = new LinkedHashMap<>();

  /** Notes an address; the peer in it, if any, is left out. */
  synchronized void note(PeerId peer, Multiaddr address) {
    addresses.remove(peer);
    addresses.put(peer, address.withoutPeer());
    if (addresses.size() > MAX_PEERS) {
      addresses.remove(addresses.keySet().iterator().next());
    }
  }

  synchronized Optional<Multiaddr> of(PeerId peer) {
    return Optional.ofNullable(addresses.get(peer));
  }
}
