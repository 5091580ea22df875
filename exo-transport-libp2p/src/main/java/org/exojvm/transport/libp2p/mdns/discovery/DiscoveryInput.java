package org.exojvm.transport.libp2p.mdns.discovery;

import java.net.InetAddress;
import org.exojvm.transport.libp2p.mdns.dns.DnsPacket;

/** Everything that can reach a {@link PeerDiscovery}. */
public sealed interface DiscoveryInput {

  /**
   * A packet has come in.
   *
   * @param source where from; addresses in it are taken to be there
   * @param packet the packet
   */
  record PacketReceived(InetAddress source, DnsPacket packet) implements DiscoveryInput {}

  /** Time has passed. */
  record Tick() implements DiscoveryInput {}
}
