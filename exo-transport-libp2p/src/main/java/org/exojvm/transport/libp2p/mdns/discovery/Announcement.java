package org.exojvm.transport.libp2p.mdns.discovery;

import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.exojvm.transport.libp2p.mdns.dns.DnsCodec;
import org.exojvm.transport.libp2p.mdns.dns.DnsName;
import org.exojvm.transport.libp2p.mdns.dns.DnsPacket;
import org.exojvm.transport.libp2p.mdns.dns.DnsRecord;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/**
 * Where a peer says it is, for so long.
 *
 * @param peer who
 * @param addresses where, without the peer
 * @param ttlSeconds for how long it holds
 */
record Announcement(PeerId peer, ImmutableList<Multiaddr> addresses, long ttlSeconds) {

  /** The service by which libp2p peers find each other. */
  static final DnsName SERVICE = DnsName.of("_p2p", "_udp", "local");

  /** How long an announcement of ours holds, in seconds; that of rust-libp2p. */
  static final long TTL_SECONDS = 2_500;

  /** Most addresses of one packet: with them it stays below 4 KiB, which rust-libp2p reads. */
  static final int MAX_ADDRESSES = 12;

  /** Most peers of one packet; each speaks for itself, so others send one. */
  static final int MAX_PEERS = 8;

  private static final String PREFIX = "dnsaddr=";
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int MIN_NAME_LENGTH = 32;

  /**
   * Returns the packet that says this, as rust-libp2p lays it out: the peer has a fresh name of one
   * label each time, and its addresses are additional records.
   */
  DnsPacket packet(int id, IntUnaryOperator chance) {
    DnsName name = DnsName.of(peerName(chance));
    ImmutableList<DnsRecord> texts =
        addresses.stream()
            .map(address -> PREFIX + address.withPeer(peer))
            .filter(text -> text.length() <= DnsCodec.MAX_STRING_BYTES)
            .limit(MAX_ADDRESSES)
            .map(text -> new DnsRecord.Txt(ImmutableList.of(text)))
            .map(text -> new DnsRecord(name, DnsRecord.FLUSH, ttlSeconds, text))
            .collect(ImmutableList.toImmutableList());
    DnsRecord pointer = new DnsRecord(SERVICE, DnsRecord.IN, ttlSeconds, new DnsRecord.Ptr(name));
    return DnsPacket.response(id, ImmutableList.of(pointer), texts);
  }

  private static String peerName(IntUnaryOperator chance) {
    int spread = DnsName.MAX_LABEL_BYTES - MIN_NAME_LENGTH + 1;
    int length = MIN_NAME_LENGTH + chance.applyAsInt(spread);
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < length; i++) {
      name.append(LETTERS.charAt(chance.applyAsInt(LETTERS.length())));
    }
    return name.toString();
  }

  /**
   * Returns what a packet says. Texts are read in answers, where js-libp2p puts them, and in
   * additional records. What a peer says of itself is taken to be at the place the packet came
   * from: only the port is believed.
   */
  static ImmutableList<Announcement> read(DnsPacket packet, Multiaddr source) {
    ImmutableList.Builder<Announcement> announcements = ImmutableList.builder();
    int peers = 0;
    for (DnsRecord answer : packet.answers()) {
      if (answer.data() instanceof DnsRecord.Ptr(DnsName name)
          && answer.owner().equals(SERVICE)
          && ++peers <= MAX_PEERS) {
        of(name, answer.ttlSeconds(), packet, source).ifPresent(announcements::add);
      }
    }
    return announcements.build();
  }

  private static Optional<Announcement> of(
      DnsName name, long ttlSeconds, DnsPacket packet, Multiaddr source) {
    Set<PeerId> peers = new HashSet<>();
    Set<Multiaddr> addresses = new HashSet<>();
    for (DnsRecord record : allRecords(packet)) {
      if (record.owner().equals(name) && record.data() instanceof DnsRecord.Txt(var strings)) {
        strings.forEach(text -> address(text, source, peers, addresses));
      }
    }
    return peers.size() == 1 && !addresses.isEmpty()
        ? Optional.of(
            new Announcement(peers.iterator().next(), ImmutableList.copyOf(addresses), ttlSeconds))
        : Optional.empty();
  }

  private static ImmutableList<DnsRecord> allRecords(DnsPacket packet) {
    return ImmutableList.<DnsRecord>builder()
        .addAll(packet.answers())
        .addAll(packet.additionals())
        .build();
  }

  private static void address(
      String text, Multiaddr source, Set<PeerId> peers, Set<Multiaddr> addresses) {
    if (!text.startsWith(PREFIX)) {
      return;
    }
    try {
      Multiaddr address = Multiaddr.parse(text.substring(PREFIX.length()));
      address.peerId().ifPresent(peers::add);
      if (address.isTcp() && address.peerId().isPresent()) {
        addresses.add(address.withHostOf(source).withoutPeer());
      }
    } catch (IllegalArgumentException _) {
      // One address that is not spoken here does not speak against the others.
      return;
    }
  }
}
