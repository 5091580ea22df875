package org.exojvm.transport.libp2p.gossipsub.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.exojvm.transport.libp2p.multiformats.WireException;

/** Goal: packets are read back as written, and no bytes cause another fault than the declared. */
class RpcCodecProperties {

  @Provide
  Arbitrary<Rpc> rpcs() {
    Arbitrary<String> topics = Arbitraries.strings().ofMaxLength(8);
    Arbitrary<ByteString> bytes =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(ByteString::copyFrom);
    Arbitrary<RawMessage> messages =
        Combinators.combine(
                bytes.injectNull(0.2),
                bytes,
                bytes.injectNull(0.2),
                topics,
                bytes.injectNull(0.2),
                bytes.injectNull(0.8))
            .as(RawMessage::new);
    Arbitrary<ImmutableList<MessageId>> ids = lists(bytes.map(MessageId::new));
    Arbitrary<Rpc.Prune> prunes =
        Combinators.combine(topics, Arbitraries.longs().injectNull(0.3))
            .as(
                (topic, seconds) ->
                    new Rpc.Prune(
                        topic, seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds)));
    return Combinators.combine(
            lists(
                Combinators.combine(Arbitraries.of(true, false), topics).as(Rpc.Subscription::new)),
            lists(messages),
            lists(Combinators.combine(topics, ids).as(Rpc.Have::new)),
            ids,
            lists(topics),
            lists(prunes),
            ids)
        .as(Rpc::new);
  }

  private static <T> Arbitrary<ImmutableList<T>> lists(Arbitrary<T> items) {
    return items.list().ofMaxSize(3).map(ImmutableList::copyOf);
  }

  @Property(tries = 300)
  void packetsAreReadBack(@ForAll("rpcs") Rpc rpc) throws WireException {
    assertThat(RpcCodec.decode(RpcCodec.encode(rpc))).isEqualTo(rpc);
  }

  @Property(tries = 3000)
  void anyBytesAreAPacketOrAreRefused(@ForAll @Size(max = 200) byte[] bytes) {
    readOrRefuse(bytes);
  }

  @Property(tries = 1500)
  void packetsWithFaultsAreReadOrAreRefused(
      @ForAll("rpcs") Rpc rpc,
      @ForAll @Size(min = 1, max = 4) int[] places,
      @ForAll @ByteRange(min = Byte.MIN_VALUE) byte fault,
      @ForAll @IntRange(max = 20) int cut) {
    byte[] bytes = RpcCodec.encode(rpc);
    for (int place : places) {
      if (bytes.length > 0) {
        bytes[Math.floorMod(place, bytes.length)] = fault;
      }
    }
    readOrRefuse(Arrays.copyOf(bytes, Math.max(0, bytes.length - cut)));
  }

  /** What is read takes no more than the packet: nothing is allocated on the word of a length. */
  private static void readOrRefuse(byte[] bytes) {
    try {
      Rpc rpc = RpcCodec.decode(bytes);
      long kept = 0;
      for (RawMessage message : rpc.messages()) {
        kept += message.data().size();
      }
      assertThat(kept).isLessThanOrEqualTo(bytes.length);
      assertThat(RpcCodec.decode(RpcCodec.encode(rpc))).isEqualTo(rpc);
    } catch (WireException e) {
      assertThat(e).hasMessageContaining(" ");
    }
  }
}
