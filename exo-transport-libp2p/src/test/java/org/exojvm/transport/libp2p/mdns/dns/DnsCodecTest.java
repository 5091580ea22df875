package org.exojvm.transport.libp2p.mdns.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.exojvm.transport.libp2p.Vectors;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: packets are those of other programs, and malformed ones are refused. */
class DnsCodecTest {

  private static final JsonNode VECTORS = Vectors.of("mdns");
  private static final DnsName SERVICE = DnsName.of("_p2p", "_udp", "local");

  @ParameterizedTest
  @ValueSource(strings = {"rustQuery", "rustResponse", "rustMetaResponse", "jsResponse"})
  void packetsOfOthersAreReadAndWrittenAlike(String name) throws WireException {
    byte[] bytes = Vectors.hex(VECTORS.get(name));

    assertThat(DnsCodec.encode(DnsCodec.decode(bytes))).isEqualTo(bytes);
  }

  @Test
  void responseSaysWhatOthersReadFromIt() throws WireException {
    DnsPacket packet = DnsCodec.decode(Vectors.hex(VECTORS.get("rustResponse")));
    JsonNode parsed = VECTORS.get("parsedRustResponse");
    DnsName peer = DnsName.of(VECTORS.get("peerName").textValue());

    assertThat(packet.flags()).isEqualTo(DnsPacket.RESPONSE);
    assertThat(packet.answers())
        .containsExactly(new DnsRecord(SERVICE, DnsRecord.IN, 2_500, new DnsRecord.Ptr(peer)));
    assertThat(packet.additionals())
        .containsExactlyElementsOf(
            Vectors.list(parsed.get("additionals"))
                .map(text -> text.get("data").get(0).textValue())
                .map(text -> new DnsRecord.Txt(ImmutableList.of(text)))
                .map(text -> new DnsRecord(peer, DnsRecord.FLUSH, 2_500, text))
                .toList());
  }

  @Test
  void shortenedNamesAreRead() throws WireException {
    // The answer's owner points to the question, its target to the question's second label.
    DnsPacket packet =
        DnsCodec.decode(
            HexFormat.of()
                .parseHex(
                    "000084000001000100000000045f703270045f756470056c6f63616c00000c0001"
                        + "c00c000c00010000000a0004"
                        + "0161c011"));

    assertThat(packet.answers())
        .containsExactly(
            new DnsRecord(
                SERVICE, DnsRecord.IN, 10, new DnsRecord.Ptr(DnsName.of("a", "_udp", "local"))));
  }

  @Test
  void namesThatDifferInCaseAreEqual() {
    assertThat(DnsName.of("_P2P", "_udp", "LOCAL")).isEqualTo(SERVICE).hasSameHashCodeAs(SERVICE);
    assertThat(DnsName.of("_p2p._udp", "local")).isNotEqualTo(SERVICE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "123400000001000000000000", // a question that is not there
        "1234000000010000000000000c", // a label cut short
        "123400000001000000000000c00c000c0001", // a name that points to itself
        "123400000001000000000000c00e000c0001", // to behind itself
        "12340000000100000000000040000c0001", // a label of a kind that there is not
        "12340000ffff000000000000", // more questions than bytes
        "123484000000000100000000" + "00" + "000c0001" + "00000001" + "0005" + "00", // too short
        "123484000000000100000000" + "00" + "000c0001" + "00000001" + "0000" + "00", // too long
        "123484000000000100000000" + "00" + "00100001" + "00000001" + "0002" + "0561" // a text
      })
  void malformedPacketsAreRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> DnsCodec.decode(bytes));
  }

  /** A packet of two questions, the second of which is a name behind so many pointers. */
  private static byte[] pointers(int count) {
    ByteBuffer packet = ByteBuffer.allocate(12 + 1 + DnsName.MAX_LABEL_BYTES + 5 + 6);
    packet.putLong(0x0000_0000_0002_0000L).putInt(0).put((byte) DnsName.MAX_LABEL_BYTES);
    // In the label of the first: the root, then pointers, each to the one before.
    int last = packet.position();
    packet.put(last, (byte) 0);
    for (int i = 1; i < count; i++) {
      packet.putShort(last + (i == 1 ? 1 : 2), (short) (0xc000 | last));
      last += i == 1 ? 1 : 2;
    }
    packet.position(13 + DnsName.MAX_LABEL_BYTES).put((byte) 0).putInt(0x000c_0001);
    return packet.putShort((short) (0xc000 | last)).putInt(0x000c_0001).array();
  }

  @Test
  void nameIsReadBehindFewPointers() throws WireException {
    assertThat(DnsCodec.decode(pointers(8)).questions().getLast().name()).isEqualTo(DnsName.of());
    byte[] many = pointers(9);
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> DnsCodec.decode(many))
        .withMessageContaining("of at most 8");
  }

  @Test
  void packetThatIsTooLongIsRefused() {
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> DnsCodec.decode(new byte[DnsCodec.MAX_PACKET_BYTES + 1]));
  }
}
