package org.exojvm.transport.libp2p.mdns.discovery;

import org.exojvm.transport.libp2p.mdns.dns.DnsPacket;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/** Everything a {@link PeerDiscovery} asks of its shell. */
public sealed interface DiscoveryOutput {

  /**
   * Send a packet to the group.
   *
   * @param packet the packet
   */
  record Send(DnsPacket packet) implements DiscoveryOutput {}

  /**
   * A peer is said to be somewhere; told once until it has expired.
   *
   * @param peer who
   * @param address where, without the peer
   */
  record Found(PeerId peer, Multiaddr address) implements DiscoveryOutput {}

  /**
   * Nobody has said so for long. Connections that exist are good all the same.
   *
   * @param peer who
   * @param address where
   */
  record Expired(PeerId peer, Multiaddr address) implements DiscoveryOutput {}
}
