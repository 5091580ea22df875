package org.exojvm.transport.libp2p.gossipsub.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.exojvm.transport.libp2p.Vectors;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.proto.ProtoWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: packets are those of other gossipsub programs, and what is over a cap is refused. */
class RpcCodecTest {

  private static final JsonNode VECTORS = Vectors.of("gossipsub");
  private static final ImmutableList<MessageId> IDS =
      ImmutableList.of(
          new MessageId(
              ByteString.copyFrom(
                  Vectors.hex(VECTORS.get("messages").get(0).get("rustMessageIdHex")))));

  static Stream<JsonNode> messages() {
    return Vectors.list(VECTORS.get("messages"));
  }

  static Stream<Arguments> controls() {
    return Map.of(
            "subscribe", subscriptions(true, "election_messages"),
            "unsubscribe", subscriptions(false, "election_messages"),
            "fiveSubscriptions",
                subscriptions(
                    true,
                    "global_events",
                    "local_events",
                    "commands",
                    "election_messages",
                    "download_commands"),
            "graft", Rpc.ofGraft("commands"),
            "prune", Rpc.ofPrune("commands", 60),
            "ihave", Rpc.ofHave(new Rpc.Have("commands", IDS)),
            "iwant", Rpc.ofWant(IDS),
            "idontwant", Rpc.ofDontWant(IDS))
        .entrySet()
        .stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  private static Rpc subscriptions(boolean wanted, String... topics) {
    return Rpc.ofSubscriptions(
        Stream.of(topics)
            .map(topic -> new Rpc.Subscription(wanted, topic))
            .collect(ImmutableList.toImmutableList()));
  }

  @ParameterizedTest
  @MethodSource("controls")
  void controlIsThatOfOthers(String name, Rpc rpc) throws WireException {
    byte[] bytes = Vectors.hex(VECTORS.get("control").get(name).get("rpc"));

    assertThat(RpcCodec.encode(rpc)).isEqualTo(bytes);
    assertThat(RpcCodec.decode(bytes)).isEqualTo(rpc);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messagesAndTheirNamesAreThoseOfOthers(JsonNode vector) throws WireException {
    byte[] bytes = Vectors.hex(vector.get("rpc"));
    Rpc rpc = RpcCodec.decode(bytes);
    RawMessage message = rpc.messages().getFirst();

    assertThat(RpcCodec.encode(rpc)).isEqualTo(bytes);
    assertThat(message.topic()).isEqualTo(vector.get("topic").textValue());
    assertThat(message.data().toByteArray()).isEqualTo(Vectors.hex(vector.get("dataHex")));
    assertThat(MessageCodec.signedBytes(message)).isEqualTo(Vectors.hex(vector.get("signedBytes")));
    assertThat(
            MessageId.of(
                PeerId.parse(vector.get("author").textValue()),
                Long.parseUnsignedLong(vector.get("seqno").asText())))
        .hasToString(vector.get("rustMessageIdAscii").textValue());
  }

  @Test
  void fieldsThatAreNotKnownAreNotSigned() throws WireException {
    byte[] known = Vectors.hex(VECTORS.get("messages").get(0).get("message"));
    byte[] extended = new ProtoWriter().string(9, "from a later version").toByteArray();
    byte[] both = new byte[known.length + extended.length];
    System.arraycopy(extended, 0, both, 0, extended.length);
    System.arraycopy(known, 0, both, extended.length, known.length);

    assertThat(MessageCodec.signedBytes(MessageCodec.read(both)))
        .isEqualTo(Vectors.hex(VECTORS.get("messages").get(0).get("signedBytes")));
  }

  @Test
  void severalBlocksOfControlAreOne() throws WireException {
    byte[] twice =
        new ProtoWriter()
            .bytes(RpcCodec.CONTROL, ControlCodec.encode(Rpc.ofGraft("a")))
            .bytes(RpcCodec.CONTROL, ControlCodec.encode(Rpc.ofPrune("b", 1)))
            .toByteArray();

    Rpc rpc = RpcCodec.decode(twice);
    assertThat(rpc.graft()).containsExactly("a");
    assertThat(rpc.prune()).containsExactly(new Rpc.Prune("b", OptionalLong.of(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12", // a tag without its length
        "12ffffffff07", // longer than the packet
        "120212ff", // longer than the message
        "1204ffffffff", // a tag that does not end
        "1200", // no topic
        "12032201ff", // a topic that is no UTF-8
        "0a04080012", // a subscription cut short
        "1c" // a group that ends before it begins
      })
  void malformedPacketsAreRefused(String hex) {
    refused(HexFormat.of().parseHex(hex));
  }

  @Test
  void whatIsOverACapIsRefused() {
    refused(new byte[RpcLimits.MAX_RPC_BYTES + 1]);
    refused(RpcCodec.encode(Rpc.ofGraft("t".repeat(RpcLimits.MAX_TOPIC_BYTES + 1))));
    ByteString longName = ByteString.copyFrom(new byte[MessageId.MAX_BYTES + 1]);
    refused(RpcCodec.encode(Rpc.ofWant(ImmutableList.of(new MessageId(longName)))));
    MessageId empty = new MessageId(ByteString.EMPTY);
    ImmutableList.Builder<MessageId> many = ImmutableList.builder();
    for (int i = 0; i <= RpcLimits.MAX_IDS; i++) {
      many.add(empty);
    }
    refused(RpcCodec.encode(Rpc.ofDontWant(many.build())));
    ProtoWriter parts = new ProtoWriter();
    for (int i = 0; i <= RpcLimits.MAX_PARTS; i++) {
      parts.bytes(RpcCodec.SUBSCRIPTIONS, new byte[0]);
    }
    refused(parts.toByteArray());
  }

  private static void refused(byte[] bytes) {
    assertThatExceptionOfType(WireException.class).isThrownBy(() -> RpcCodec.decode(bytes));
  }
}
