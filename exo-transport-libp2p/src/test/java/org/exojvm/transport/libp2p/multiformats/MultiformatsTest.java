package org.exojvm.transport.libp2p.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.exojvm.transport.libp2p.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: ids and addresses are those of other libp2p programs, byte for byte. */
class MultiformatsTest {

  private static final String PEER = "12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5";

  static Stream<JsonNode> addresses() {
    return Vectors.list(Vectors.of("multiaddr").get("cases"));
  }

  static Stream<JsonNode> keys() {
    return Vectors.list(Vectors.of("identity").get("keys"));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void addressesAreReadAndWrittenAsOthersDo(JsonNode vector) throws IOException {
    Multiaddr parsed = Multiaddr.parse(vector.get("text").textValue());
    Multiaddr decoded = Multiaddr.decode(Vectors.hex(vector.get("hex")));

    assertThat(parsed.encode()).isEqualTo(Vectors.hex(vector.get("hex")));
    assertThat(decoded).hasToString(vector.get("canonical").textValue()).isEqualTo(parsed);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void peerIdsAreReadFromBothTextsAndFromBytes(JsonNode vector) throws IOException {
    PeerId peer = PeerId.parse(vector.get("base58").textValue());

    assertThat(peer.bytes()).isEqualTo(Vectors.hex(vector.get("peerIdBytes")));
    assertThat(PeerId.parse(vector.get("cidV1Base32").textValue())).isEqualTo(peer);
    assertThat(PeerId.ofBytes(Vectors.hex(vector.get("peerIdBytes")))).isEqualTo(peer);
    assertThat(PeerId.ofKey(Vectors.hex(vector.get("publicKeyProtobuf")))).isEqualTo(peer);
    assertThat(peer).hasToString(vector.get("base58").textValue());
  }

  @Test
  void theHashOfALongKeyIsAnIdWithoutAKey() throws IOException {
    PeerId peer = PeerId.parse("QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N");

    assertThat(peer.inlineKey()).isNull();
    assertThat(PeerId.ofBytes(peer.bytes())).isEqualTo(peer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0OIl", "12D3KooW", "bafzaa", "bafybeigdyrzt", "12D3KooWé", "b"})
  void aTextThatNamesNobodyIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PeerId.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "0024", "0001", "000100ff", "1220ff", "1120", "00808080808080"})
  void aMultihashOfNobodyIsRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> PeerId.ofBytes(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ip4/1.2.3.4",
        "/",
        "/ip4",
        "/ip4/1.2.3",
        "/ip4/1.2.3.256",
        "/ip4/01.2.3.4",
        "/ip4/1.2.3.4/tcp",
        "/ip4/1.2.3.4/tcp/65536",
        "/ip4/1.2.3.4/tcp/-1",
        "/ip4/1.2.3.4/tcp/080",
        "/ip6/1.2.3.4/tcp/1",
        "/ip6/1::2::3/tcp/1",
        "/ip6/1:2:3:4:5:6:7/tcp/1",
        "/ip6/1:2:3:4:5:6:7:8:9/tcp/1",
        "/ip6/1:2:3:4:5:6:7::8/tcp/1",
        "/ip6/:1:2/tcp/1",
        "/ip6/1.2.3.4::/tcp/1",
        "/ip6/::12345/tcp/1",
        "/ip6/[::1]/tcp/1",
        "/ip6/fe80::1%lo/tcp/1",
        "/dns4//tcp/1",
        "/unknown/1",
        "/p2p/12D3",
        "/ws/ws/ws/ws/ws/ws/ws/ws/ws"
      })
  void aTextThatIsNoAddressIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Multiaddr.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "04", "047f0000", "0601", "3500", "3502ff", "3501202f", "01", "8400"})
  void bytesThatAreNoAddressAreRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> Multiaddr.decode(bytes));
  }

  @Test
  void onlyAHostAPortAndAPeerAreDialled() {
    assertThat(Multiaddr.parse("/ip4/10.0.0.1/tcp/1").isTcp()).isTrue();
    assertThat(Multiaddr.parse("/dns4/a.example/tcp/1/p2p/" + PEER).isTcp()).isTrue();
    assertThat(Multiaddr.parse("/ip4/10.0.0.1/tcp/1/ws").isTcp()).isFalse();
    assertThat(Multiaddr.parse("/ip4/10.0.0.1/udp/1/quic-v1").isTcp()).isFalse();
    assertThat(Multiaddr.parse("/dnsaddr/a.example").isTcp()).isFalse();
  }

  @Test
  void thePartsOfAnAddressAreKnownAndReplaced() throws IOException {
    Multiaddr address = Multiaddr.parse("/ip4/10.0.0.1/tcp/4001");
    Multiaddr ofPeer = address.withPeer(PeerId.parse(PEER));

    assertThat(ofPeer).hasToString("/ip4/10.0.0.1/tcp/4001/p2p/" + PEER);
    assertThat(ofPeer.host()).contains("10.0.0.1");
    assertThat(ofPeer.tcpPort()).hasValue(4001);
    assertThat(ofPeer.peerId()).contains(PeerId.parse(PEER));
    assertThat(ofPeer.withoutPeer()).isEqualTo(address);
    assertThat(ofPeer.withHostOf(Multiaddr.parse("/ip6/::1")))
        .hasToString("/ip6/::1/tcp/4001/p2p/" + PEER);
    assertThat(Multiaddr.ofTcp(new byte[] {127, 0, 0, 1}, 7)).hasToString("/ip4/127.0.0.1/tcp/7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"::", "::1", "1::", "1:0:0:2::", "1::2:0:0:3:0:0", "::ffff:1.2.3.4"})
  void addressesOfVersion6AreWrittenShortest(String text) {
    assertThat(Multiaddr.parse("/ip6/" + text).host()).isNotEmpty();
    assertThat(Multiaddr.parse("/ip6/" + text).host().orElseThrow().length())
        .isLessThanOrEqualTo(text.length());
  }

  @Test
  void varintsAreTheShortestAndBounded() throws IOException {
    assertThat(Uvarint.encode(300)).containsExactly(0xac, 0x02);
    assertThat(read("ac02", 2)).isEqualTo(300);
    assertThat(read("ffffffffffffffff7f", 9)).isEqualTo(Long.MAX_VALUE);
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> read("8000", 9));
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> read("ac02", 1));
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> read("ff".repeat(10), 10));
    assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read("ac", 9));
    assertThatIllegalArgumentException().isThrownBy(() -> Uvarint.encode(-1));
  }

  private static long read(String hex, int maxBytes) throws IOException {
    return Uvarint.read(new ByteArrayInputStream(HexFormat.of().parseHex(hex))::read, maxBytes);
  }
}
