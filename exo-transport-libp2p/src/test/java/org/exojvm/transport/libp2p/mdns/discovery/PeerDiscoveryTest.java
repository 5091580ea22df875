package org.exojvm.transport.libp2p.mdns.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.exojvm.transport.libp2p.Vectors;
import org.exojvm.transport.libp2p.mdns.dns.DnsCodec;
import org.exojvm.transport.libp2p.mdns.dns.DnsName;
import org.exojvm.transport.libp2p.mdns.dns.DnsPacket;
import org.exojvm.transport.libp2p.mdns.dns.DnsQuestion;
import org.exojvm.transport.libp2p.mdns.dns.DnsRecord;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: peers find each other and forget each other, whoever asks first and whatever is sent. */
class PeerDiscoveryTest {

  private static final PeerId OTHER =
      PeerId.parse("12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5");
  private static final PeerId SELF = PeerId.ofKey(new byte[] {1});
  private static final Multiaddr SOURCE = Multiaddr.parse("/ip4/10.0.0.7");
  private static final Multiaddr LISTENS = Multiaddr.parse("/ip4/10.0.0.1/tcp/4001");
  private static final long SECOND = 1_000;

  private final PeerDiscovery discovery =
      new PeerDiscovery(SELF, ImmutableList.of(LISTENS), new Random(1)::nextInt);

  @Test
  void asksAtOnceAndThenEverMoreRarely() {
    List<Long> asked = new ArrayList<>();
    for (long now = 0; now < 40 * SECOND; now += 50) {
      if (!step(new DiscoveryInput.Tick(), now).isEmpty()) {
        asked.add(now / SECOND);
      }
    }
    assertThat(asked).containsExactly(0L, 1L, 3L, 7L, 15L, 31L);
  }

  @Test
  void questionIsTheOneThatOthersAsk() {
    DnsPacket query = sent(step(new DiscoveryInput.Tick(), 0));
    byte[] bytes = DnsCodec.encode(query);
    byte[] others = Vectors.hex(Vectors.of("mdns").get("rustQuery"));
    others[0] = bytes[0];
    others[1] = bytes[1];

    assertThat(bytes).isEqualTo(others);
  }

  @Test
  void asksRarelyOnceAnotherPeerHasAnswered() throws WireException {
    step(new DiscoveryInput.Tick(), 0);
    packet("rustResponse", 500);

    assertThat(step(new DiscoveryInput.Tick(), 1_200 * SECOND)).isEmpty();
    assertThat(step(new DiscoveryInput.Tick(), 1_501 * SECOND)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rustResponse", "jsResponse"})
  void peerIsFoundWhereItsPacketComesFromWithThePortItNames(String vector) throws WireException {
    assertThat(packet(vector, 0))
        .containsExactly(
            new DiscoveryOutput.Found(OTHER, Multiaddr.parse("/ip4/10.0.0.7/tcp/52415")));
    assertThat(packet(vector, 10)).isEmpty();
  }

  @Test
  void peerIsForgottenWhenItHasNotSaidSoForLong() throws WireException {
    packet("rustResponse", 0);
    packet("rustResponse", 1_000 * SECOND);
    step(new DiscoveryInput.Tick(), 2_600 * SECOND);
    assertThat(packet("rustResponse", 2_600 * SECOND)).isEmpty();

    assertThat(step(new DiscoveryInput.Tick(), 5_100 * SECOND))
        .contains(new DiscoveryOutput.Expired(OTHER, Multiaddr.parse("/ip4/10.0.0.7/tcp/52415")));
    assertThat(packet("rustResponse", 5_100 * SECOND)).hasSize(1);
  }

  @Test
  void answerIsReadByAnotherPeerAndNotByItself() {
    DnsPacket answer = answerTo(sent(step(new DiscoveryInput.Tick(), 0)), 0);
    PeerDiscovery another = new PeerDiscovery(OTHER, ImmutableList.of(), new Random(2)::nextInt);
    var heard = new DiscoveryInput.PacketReceived(SOURCE, answer);

    assertThat(another.step(heard, 0))
        .containsExactly(
            new DiscoveryOutput.Found(SELF, Multiaddr.parse("/ip4/10.0.0.7/tcp/4001")));
    assertThat(step(heard, 0)).isEmpty();
    assertThat(answer.flags()).isEqualTo(DnsPacket.RESPONSE);
    assertThat(answer.answers()).hasSize(1);
    assertThat(answer.additionals()).hasSize(1);
  }

  @Test
  void nameInAnAnswerIsFreshEachTime() {
    DnsPacket query = sent(step(new DiscoveryInput.Tick(), 0));
    assertThat(answerTo(query, 0).answers()).isNotEqualTo(answerTo(query, 0).answers());
  }

  @Test
  void questionWhichServicesThereAreIsAnsweredAsOthersDo() throws WireException {
    DnsName services = DnsName.of("_services", "_dns-sd", "_udp", "local");
    DnsPacket query =
        DnsPacket.query(0x1234, new DnsQuestion(services, DnsCodec.PTR, DnsRecord.IN));

    assertThat(DnsCodec.encode(answerTo(query, 0)))
        .isEqualTo(Vectors.hex(Vectors.of("mdns").get("rustMetaResponse")));
  }

  @Test
  void otherQuestionsAreNotAnswered() {
    DnsPacket query =
        DnsPacket.query(
            1, new DnsQuestion(DnsName.of("printer", "local"), DnsCodec.PTR, DnsRecord.IN));
    assertThat(step(new DiscoveryInput.PacketReceived(SOURCE, query), 0)).isEmpty();
  }

  @Test
  void textsThatNameTwoPeersAreBelievedInNeither() {
    assertThat(
            heard(
                "dnsaddr=/ip4/10.0.0.7/tcp/1/p2p/" + OTHER,
                "dnsaddr=/ip4/10.0.0.7/tcp/1/p2p/" + PeerId.ofKey(new byte[] {2})))
        .isEmpty();
  }

  @Test
  void textsThatAreNotUnderstoodDoNotHideOthers() {
    assertThat(
            heard(
                "other=1",
                "dnsaddr=/what/is/this",
                "dnsaddr=/ip4/10.0.0.7/udp/1/quic-v1/p2p/" + OTHER,
                "dnsaddr=/ip4/10.0.0.7/tcp/9/p2p/" + OTHER))
        .containsExactly(new DiscoveryOutput.Found(OTHER, Multiaddr.parse("/ip4/10.0.0.7/tcp/9")));
  }

  @Test
  void floodOfQuestionsIsAnsweredInPart() {
    DnsPacket query = sent(step(new DiscoveryInput.Tick(), 0));
    var asked = new DiscoveryInput.PacketReceived(SOURCE, query);
    long answers = IntStream.range(0, 1_000).mapToLong(i -> step(asked, i).size()).sum();

    assertThat(answers).isEqualTo(PeerDiscovery.MAX_ANSWERS_PER_SECOND);
    assertThat(step(asked, SECOND)).hasSize(1);
  }

  @Test
  void floodOfPeersIsBoundedAndLeavesRoomForThoseOfOtherMachines() {
    long found = 0;
    for (int i = 0; i < PeerDiscovery.MAX_ADDRESSES; i++) {
      found += heard(SOURCE, 60, textOf(i)).size();
    }
    assertThat(found).isEqualTo(PeerDiscovery.MAX_ADDRESSES_PER_SOURCE);
    for (int i = 0; i < 2 * PeerDiscovery.MAX_ADDRESSES; i++) {
      Multiaddr source = Multiaddr.parse("/ip4/10.1.%d.%d".formatted(i >> Byte.SIZE, i & 0xff));
      found += heard(source, 60, textOf(i)).size();
    }
    assertThat(found).isEqualTo(PeerDiscovery.MAX_ADDRESSES);

    assertThat(step(new DiscoveryInput.Left(), SECOND)).hasSize(PeerDiscovery.MAX_ADDRESSES);
    assertThat(heard(SOURCE, 60, textOf(0))).hasSize(1);
  }

  private static String textOf(int number) {
    PeerId peer = PeerId.ofKey(new byte[] {3, (byte) number, (byte) (number >> Byte.SIZE)});
    return "dnsaddr=/ip4/1.2.3.4/tcp/1/p2p/" + peer;
  }

  @Test
  void whatWasHeardWhereNothingIsHeardAnyMoreHoldsNoLonger() throws WireException {
    packet("rustResponse", 0);

    assertThat(step(new DiscoveryInput.Left(), SECOND))
        .containsExactly(
            new DiscoveryOutput.Expired(OTHER, Multiaddr.parse("/ip4/10.0.0.7/tcp/52415")));
    assertThat(step(new DiscoveryInput.Left(), SECOND)).isEmpty();
  }

  @Test
  void whoTakesLeaveIsForgottenAndNotFoundByThat() {
    assertThat(heard(SOURCE, 0, textOf(1))).isEmpty();
    assertThat(heard(SOURCE, 60, textOf(1))).hasSize(1);
    assertThat(heard(SOURCE, 0, textOf(1))).isEmpty();

    assertThat(step(new DiscoveryInput.Tick(), 0))
        .hasAtLeastOneElementOfType(DiscoveryOutput.Expired.class);
  }

  @Test
  void onePacketSpeaksForFewPeers() {
    ImmutableList.Builder<DnsRecord> pointers = ImmutableList.builder();
    ImmutableList.Builder<DnsRecord> texts = ImmutableList.builder();
    for (int i = 0; i < 100; i++) {
      DnsName name = DnsName.of("peer" + i);
      pointers.add(new DnsRecord(Announcement.SERVICE, DnsRecord.IN, 60, new DnsRecord.Ptr(name)));
      texts.add(
          new DnsRecord(name, DnsRecord.FLUSH, 60, new DnsRecord.Txt(ImmutableList.of(textOf(i)))));
    }
    DnsPacket packet = DnsPacket.response(0, pointers.build(), texts.build());

    assertThat(step(new DiscoveryInput.PacketReceived(SOURCE, packet), 0))
        .hasSize(Announcement.MAX_PEERS);
  }

  private ImmutableList<DiscoveryOutput> heard(String... texts) {
    return heard(SOURCE, 60, texts);
  }

  private ImmutableList<DiscoveryOutput> heard(Multiaddr source, long ttl, String... texts) {
    DnsName name = DnsName.of("somebody");
    DnsRecord pointer =
        new DnsRecord(Announcement.SERVICE, DnsRecord.IN, ttl, new DnsRecord.Ptr(name));
    DnsRecord text =
        new DnsRecord(name, DnsRecord.FLUSH, ttl, new DnsRecord.Txt(ImmutableList.copyOf(texts)));
    return step(
        new DiscoveryInput.PacketReceived(
            source, DnsPacket.response(0, ImmutableList.of(pointer), ImmutableList.of(text))),
        0);
  }

  private DnsPacket answerTo(DnsPacket query, long now) {
    return sent(step(new DiscoveryInput.PacketReceived(SOURCE, query), now));
  }

  private ImmutableList<DiscoveryOutput> packet(String vector, long now) throws WireException {
    DnsPacket packet = DnsCodec.decode(Vectors.hex(Vectors.of("mdns").get(vector)));
    return step(new DiscoveryInput.PacketReceived(SOURCE, packet), now);
  }

  private ImmutableList<DiscoveryOutput> step(DiscoveryInput input, long now) {
    return discovery.step(input, now);
  }

  private static DnsPacket sent(List<DiscoveryOutput> outputs) {
    return ((DiscoveryOutput.Send) outputs.getFirst()).packet();
  }
}
