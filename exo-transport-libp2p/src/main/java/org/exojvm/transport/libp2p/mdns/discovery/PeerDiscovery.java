package org.exojvm.transport.libp2p.mdns.discovery;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.exojvm.transport.libp2p.mdns.dns.DnsCodec;
import org.exojvm.transport.libp2p.mdns.dns.DnsName;
import org.exojvm.transport.libp2p.mdns.dns.DnsPacket;
import org.exojvm.transport.libp2p.mdns.dns.DnsQuestion;
import org.exojvm.transport.libp2p.mdns.dns.DnsRecord;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/**
 * Discovery on one interface: a step function of packets and time. Asks at once, then after one,
 * two, four seconds and so on until another peer has answered, then rarely. Answers questions of
 * others and its own, by which those learn of it whose next question is long off. Belongs to one
 * thread; times are milliseconds of any clock that does not go back.
 */
public final class PeerDiscovery {

  /** Time between the first two questions, in milliseconds. */
  public static final long FIRST_INTERVAL_MILLIS = 1_000;

  /** Longest time between two questions, in milliseconds; kept once another peer is known. */
  public static final long MAX_INTERVAL_MILLIS = 1_500_000;

  /** Most that chance adds to it, in milliseconds, so that peers do not all ask at once. */
  public static final int MAX_JITTER_MILLIS = 100;

  /** Most addresses remembered; further ones are let go until some have expired. */
  public static final int MAX_ADDRESSES = 1_024;

  /**
   * Most of them that one machine says of itself; further ones are let go. Smaller: fewer nodes on
   * one machine. Larger: one that lies leaves less room for others.
   */
  public static final int MAX_ADDRESSES_PER_SOURCE = 64;

  /** Most answers in one second; a flood of questions is not answered with one of answers. */
  public static final int MAX_ANSWERS_PER_SECOND = 20;

  /** Longest time for which a peer is believed, in seconds, whatever it says. */
  public static final long MAX_TTL_SECONDS = 86_400;

  private static final DnsName META_SERVICE = DnsName.of("_services", "_dns-sd", "_udp", "local");
  private static final long MILLIS = 1_000;
  private static final int IDS = 1 << 16;

  private record Place(PeerId peer, Multiaddr address) {}

  /** Until when a place is believed, and which machine has said so. */
  private record Claim(long endMillis, Multiaddr source) {}

  private final PeerId self;
  private final ImmutableList<Multiaddr> addresses;
  private final IntUnaryOperator chance;
  private final Map<Place, Claim> claims = new LinkedHashMap<>();
  private final Multiset<Multiaddr> sources = HashMultiset.create();
  private long nextQueryMillis = Long.MIN_VALUE;
  private long intervalMillis = FIRST_INTERVAL_MILLIS;
  private long answersSinceMillis = Long.MIN_VALUE;
  private int answers;

  /**
   * Creates the discovery of a peer.
   *
   * @param self the peer
   * @param addresses where it listens, as it will announce
   * @param chance gives a number from 0 to below its argument, every one equally often
   */
  public PeerDiscovery(PeerId self, ImmutableList<Multiaddr> addresses, IntUnaryOperator chance) {
    this.self = self;
    this.addresses = addresses;
    this.chance = chance;
  }

  /** Takes in one thing that happened and returns what is to be done about it. */
  public ImmutableList<DiscoveryOutput> step(DiscoveryInput input, long nowMillis) {
    ImmutableList.Builder<DiscoveryOutput> outputs = ImmutableList.builder();
    switch (input) {
      case DiscoveryInput.PacketReceived(Multiaddr source, DnsPacket packet) -> {
        if (packet.questions().isEmpty()) {
          Announcement.read(packet, source)
              .forEach(announcement -> heard(announcement, source, nowMillis, outputs));
        } else {
          asked(packet, nowMillis, outputs);
        }
      }
      case DiscoveryInput.Tick() -> {
        expire(nowMillis, outputs);
        ask(nowMillis, outputs);
      }
      case DiscoveryInput.Left() -> expire(Long.MAX_VALUE, outputs);
    }
    return outputs.build();
  }

  /** Returns when the next tick has something to do, at the latest. */
  public long nextQueryMillis() {
    return nextQueryMillis;
  }

  private void ask(long nowMillis, ImmutableList.Builder<DiscoveryOutput> outputs) {
    if (nowMillis < nextQueryMillis) {
      return;
    }
    DnsQuestion question = new DnsQuestion(Announcement.SERVICE, DnsCodec.PTR, DnsRecord.IN);
    outputs.add(new DiscoveryOutput.Send(DnsPacket.query(chance.applyAsInt(IDS), question)));
    nextQueryMillis = nowMillis + intervalMillis + chance.applyAsInt(MAX_JITTER_MILLIS + 1);
    intervalMillis = Math.min(2 * intervalMillis, MAX_INTERVAL_MILLIS);
  }

  private void asked(
      DnsPacket query, long nowMillis, ImmutableList.Builder<DiscoveryOutput> outputs) {
    for (DnsQuestion question : query.questions()) {
      boolean service = question.name().equals(Announcement.SERVICE);
      boolean meta = question.name().equals(META_SERVICE);
      if ((service || meta) && mayAnswer(nowMillis)) {
        outputs.add(new DiscoveryOutput.Send(service ? whereAmI(query) : whatIsThere(query)));
        return;
      }
    }
  }

  private boolean mayAnswer(long nowMillis) {
    if (nowMillis >= answersSinceMillis + MILLIS) {
      answersSinceMillis = nowMillis;
      answers = 0;
    }
    return !addresses.isEmpty() && ++answers <= MAX_ANSWERS_PER_SECOND;
  }

  private DnsPacket whereAmI(DnsPacket query) {
    return new Announcement(self, addresses, Announcement.TTL_SECONDS).packet(query.id(), chance);
  }

  private static DnsPacket whatIsThere(DnsPacket query) {
    DnsRecord answer =
        new DnsRecord(
            META_SERVICE,
            DnsRecord.FLUSH,
            Announcement.TTL_SECONDS,
            new DnsRecord.Ptr(Announcement.SERVICE));
    return DnsPacket.response(query.id(), ImmutableList.of(answer), ImmutableList.of());
  }

  private void heard(
      Announcement announcement,
      Multiaddr source,
      long nowMillis,
      ImmutableList.Builder<DiscoveryOutput> outputs) {
    if (announcement.peer().equals(self)) {
      return;
    }
    // Somebody is there: whoever comes later asks and is heard, so there is no hurry any more.
    intervalMillis = MAX_INTERVAL_MILLIS;
    nextQueryMillis = Math.max(nextQueryMillis, nowMillis + MAX_INTERVAL_MILLIS);
    long ttlMillis = Math.min(announcement.ttlSeconds(), MAX_TTL_SECONDS) * MILLIS;
    Claim claim = new Claim(nowMillis + ttlMillis, source);
    for (Multiaddr address : announcement.addresses()) {
      Place place = new Place(announcement.peer(), address);
      if (claims.containsKey(place)) {
        claims.put(place, claim);
      } else if (ttlMillis > 0 && hasRoom(source)) {
        claims.put(place, claim);
        sources.add(source);
        outputs.add(new DiscoveryOutput.Found(place.peer(), place.address()));
      }
    }
  }

  private boolean hasRoom(Multiaddr source) {
    return claims.size() < MAX_ADDRESSES && sources.count(source) < MAX_ADDRESSES_PER_SOURCE;
  }

  private void expire(long nowMillis, ImmutableList.Builder<DiscoveryOutput> outputs) {
    Iterator<Map.Entry<Place, Claim>> places = claims.entrySet().iterator();
    while (places.hasNext()) {
      Map.Entry<Place, Claim> place = places.next();
      if (place.getValue().endMillis() <= nowMillis) {
        outputs.add(new DiscoveryOutput.Expired(place.getKey().peer(), place.getKey().address()));
        sources.remove(place.getValue().source());
        places.remove();
      }
    }
  }
}
