package org.exojvm.transport.libp2p.mdns.discovery;

import org.exojvm.transport.libp2p.mdns.dns.DnsPacket;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;

/** Everything that can reach a {@link PeerDiscovery}. */
public sealed interface DiscoveryInput {

  /**
   * A packet has come in.
   *
   * @param source the machine that it comes from; addresses in it are taken to be there
   * @param packet the packet
   */
  record PacketReceived(Multiaddr source, DnsPacket packet) implements DiscoveryInput {}

  /** Time has passed. */
  record Tick() implements DiscoveryInput {}

  /** Nothing is heard at this address any more: what was heard there holds no longer. */
  record Left() implements DiscoveryInput {}
}
