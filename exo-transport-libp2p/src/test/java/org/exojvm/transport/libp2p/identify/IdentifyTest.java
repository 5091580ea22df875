package org.exojvm.transport.libp2p.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.exojvm.transport.libp2p.Vectors;
import org.exojvm.transport.libp2p.duplex.Delimited;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex.Scripted;
import org.exojvm.transport.libp2p.identity.PublicKey;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.proto.ProtoWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: what a node tells of itself is coded as other programs code it. */
class IdentifyTest {

  static Stream<JsonNode> recorded() {
    JsonNode streams = Vectors.of("session-js").get("streams");
    return Stream.of(
        streams.get("1").get("B>A").get("identify"), streams.get("2").get("A>B").get("identify"));
  }

  @Test
  void aMessageIsThatOfOthers() throws IOException {
    JsonNode vector = Vectors.of("identify");
    JsonNode fields = vector.get("fields");
    Identify message =
        new Identify(
            Optional.of(PublicKey.ofProtobuf(Vectors.hex(fields.get("publicKey")))),
            ImmutableList.of(Multiaddr.parse(fields.get("listenAddrs").get(0).textValue())),
            Vectors.list(fields.get("protocols"))
                .map(JsonNode::textValue)
                .collect(ImmutableList.toImmutableList()),
            Optional.of(Multiaddr.parse(fields.get("observedAddr").textValue())),
            fields.get("protocolVersion").textValue(),
            fields.get("agentVersion").textValue());
    Scripted link = new Scripted(Vectors.hex(vector.get("framed")), 3);

    assertThat(message.encode()).isEqualTo(Vectors.hex(vector.get("hex")));
    byte[] read = Delimited.read(link, Identify.MAX_BYTES).orElseThrow();
    assertThat(Identify.decode(read)).isEqualTo(message);
    Delimited.write(link, message.encode());
    assertThat(link.written()).isEqualTo(Vectors.hex(vector.get("framed")));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void whatJsHasToldIsRead(JsonNode vector) throws IOException {
    Identify message = Identify.decode(Vectors.hex(vector.get("hex")));

    assertThat(message.agentVersion()).isEqualTo(vector.get("agentVersion").textValue());
    assertThat(message.publicKey().orElseThrow().protobuf())
        .isEqualTo(Vectors.hex(vector.get("publicKey")));
    assertThat(message.listenAddresses().getFirst().encode())
        .isEqualTo(Vectors.hex(vector.get("listenAddrs").get(0)));
    assertThat(message.observedAddress().orElseThrow().encode())
        .isEqualTo(Vectors.hex(vector.get("observedAddr")));
    assertThat(message.protocols()).hasSize(6);
  }

  @Test
  void anAddressOfAnUnknownKindIsLeftOut() throws IOException {
    byte[] message =
        new ProtoWriter()
            .bytes(2, HexFormat.of().parseHex("ff7f"))
            .bytes(2, Multiaddr.parse("/ip4/1.2.3.4/tcp/5").encode())
            .bytes(4, new byte[] {1})
            .toByteArray();

    assertThat(Identify.decode(message).listenAddresses())
        .containsExactly(Multiaddr.parse("/ip4/1.2.3.4/tcp/5"));
    assertThat(Identify.decode(message).observedAddress()).isEmpty();
  }

  @Test
  void aKeyOfAnotherKindOrALongTextIsRefused() {
    byte[] key = new ProtoWriter().bytes(1, new byte[] {8, 0}).toByteArray();
    byte[] text = new ProtoWriter().string(6, "x".repeat(257)).toByteArray();

    assertThatExceptionOfType(WireException.class).isThrownBy(() -> Identify.decode(key));
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> Identify.decode(text));
  }

  @Property(tries = 1000)
  void anyBytesAreReadOrRefused(@ForAll @Size(max = 80) byte[] bytes) {
    try {
      assertThat(Identify.decode(bytes).protocols().size()).isLessThanOrEqualTo(bytes.length);
    } catch (WireException e) {
      assertThat(e).hasMessageContaining(" ");
    }
  }
}
