package org.exojvm.transport.libp2p.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import java.util.stream.Stream;
import org.exojvm.transport.libp2p.Vectors;
import org.exojvm.transport.libp2p.gossipsub.router.DropReason;
import org.exojvm.transport.libp2p.gossipsub.router.GossipMessage;
import org.exojvm.transport.libp2p.gossipsub.router.GossipsubRouter;
import org.exojvm.transport.libp2p.gossipsub.router.RouterInput;
import org.exojvm.transport.libp2p.gossipsub.router.RouterOutput;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.gossipsub.rpc.RpcCodec;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: signatures are those of other programs, and what is not signed by its author is let go. */
class SignatureCheckTest {

  private static final JsonNode VECTORS = Vectors.of("gossipsub");
  private static final PeerId PASSED_ON_BY = Identity.generate().peerId();

  static Stream<JsonNode> messages() {
    return Vectors.list(VECTORS.get("messages"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messagesOfOthersAreDelivered(JsonNode vector) throws WireException {
    assertThat(outputs(Vectors.hex(vector.get("rpc")), vector.get("topic").textValue()))
        .hasOnlyElementsOfType(RouterOutput.Deliver.class)
        .hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void ownSignaturesAreThoseOfOthers(JsonNode vector) {
    MessageSigner signer =
        new MessageSigner(
            Identity.ofSeed(Vectors.hex(vector.get("authorSeed"))),
            Long.parseUnsignedLong(vector.get("seqno").asText()));
    GossipMessage message =
        signer.sign(
            vector.get("topic").textValue(),
            ByteString.copyFrom(Vectors.hex(vector.get("dataHex"))));

    assertThat(message.raw().signature())
        .isEqualTo(ByteString.copyFrom(Vectors.hex(vector.get("signature"))));
    if (!vector.get("withKey").booleanValue()) {
      assertThat(RpcCodec.encode(Rpc.ofMessage(message.raw())))
          .isEqualTo(Vectors.hex(vector.get("rpc")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "badSignature, BAD_SIGNATURE",
    "missingSignature, BAD_SIGNATURE",
    "missingSeqno, BAD_SEQNO",
    "shortSeqno, BAD_SEQNO",
    "missingFrom, BAD_AUTHOR",
    "wrongTopic, BAD_SIGNATURE",
    "keyOfOtherPeer, BAD_SIGNATURE"
  })
  void forgedMessagesAreLetGo(String name, DropReason reason) throws WireException {
    byte[] bytes = Vectors.hex(VECTORS.get("negative").get(name));
    String topic = RpcCodec.decode(bytes).messages().getFirst().topic();

    assertThat(outputs(bytes, topic))
        .containsExactly(new RouterOutput.Dropped(PASSED_ON_BY, reason));
  }

  @Test
  void messageIsBelievedOnceItIsGoodAfterABadCopy() throws WireException {
    GossipsubRouter router = router("commands", true);
    step(router, Vectors.hex(VECTORS.get("negative").get("badSignature")));

    assertThat(step(router, Vectors.hex(VECTORS.get("negative").get("goodRpc"))))
        .hasOnlyElementsOfType(RouterOutput.Deliver.class)
        .hasSize(1);
  }

  @Test
  void messageOfAnUnwantedAuthorIsLetGoThoughAWantedPeerPassesItOn() throws WireException {
    GossipsubRouter router = router("commands", false);

    assertThat(step(router, Vectors.hex(VECTORS.get("negative").get("goodRpc"))))
        .containsExactly(new RouterOutput.Dropped(PASSED_ON_BY, DropReason.FOREIGN_AUTHOR));
  }

  private static ImmutableList<RouterOutput> outputs(byte[] rpc, String topic)
      throws WireException {
    return step(router(topic, true), rpc);
  }

  private static GossipsubRouter router(String topic, boolean wantsAll) {
    GossipsubRouter router =
        new GossipsubRouter(
            Identity.generate().peerId(), true, new SignatureCheck(_ -> wantsAll), _ -> 0);
    router.step(new RouterInput.Join(topic), 0);
    router.step(new RouterInput.PeerConnected(PASSED_ON_BY, true), 0);
    return router;
  }

  private static ImmutableList<RouterOutput> step(GossipsubRouter router, byte[] rpc)
      throws WireException {
    return router.step(new RouterInput.RpcReceived(PASSED_ON_BY, RpcCodec.decode(rpc)), 0);
  }
}
