package org.exojvm.transport.libp2p.gossipsub.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;
import org.exojvm.transport.libp2p.gossipsub.rpc.RawMessage;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.junit.jupiter.api.Test;

/** Goal: a router answers each thing that peers do as the specification says, within its bounds. */
class GossipsubRouterTest {

  private static final String TOPIC = "commands";
  private static final int SELF = 100;
  private static final long SECOND = 1_000;

  private final GossipsubRouter router = router(true);
  private long now = 1_000_000;

  private static GossipsubRouter router(boolean floodsOwn) {
    return new GossipsubRouter(
        RouterNetwork.peer(SELF),
        floodsOwn,
        _ -> MessageCheck.Verdict.ACCEPT,
        new Random(1)::nextInt);
  }

  @Test
  void newPeerIsToldOfTheTopicsOfThisNodeOnce() {
    step(new RouterInput.Join(TOPIC));
    step(new RouterInput.Join("local_events"));

    assertThat(step(new RouterInput.PeerConnected(peer(1), true)))
        .containsExactly(
            new RouterOutput.SendControl(
                peer(1),
                Rpc.ofSubscriptions(
                    ImmutableList.of(
                        new Rpc.Subscription(true, TOPIC),
                        new Rpc.Subscription(true, "local_events")))));
    assertThat(step(new RouterInput.PeerConnected(peer(1), false))).isEmpty();
  }

  @Test
  void meshIsFilledAtOnceWhenATopicIsJoined() {
    IntStream.range(0, 10).forEach(i -> subscriber(i, true));

    assertThat(grafted(step(new RouterInput.Join(TOPIC))))
        .hasSize(GossipParameters.MESH_PEERS)
        .doesNotHaveDuplicates();
  }

  @Test
  void subscriberIsLetInAtOnceWhileThereAreFew() {
    step(new RouterInput.Join(TOPIC));
    for (int i = 0; i < GossipParameters.MIN_MESH_PEERS; i++) {
      assertThat(grafted(subscriber(i, false))).containsExactly(peer(i));
    }
    assertThat(grafted(subscriber(50, false))).isEmpty();
  }

  @Test
  void meshThatIsTooLargeIsCutDownAndKeepsDialledPeers() {
    step(new RouterInput.Join(TOPIC));
    for (int i = 0; i < GossipParameters.MAX_MESH_PEERS; i++) {
      subscriber(i, false);
      rpc(i, Rpc.ofGraft(TOPIC));
    }
    for (int i = 20; i < 23; i++) {
      subscriber(i, true);
      rpc(i, Rpc.ofGraft(TOPIC));
    }
    assertThat(router.mesh(TOPIC)).hasSize(GossipParameters.MAX_MESH_PEERS + 3);

    List<RouterOutput> outputs = step(new RouterInput.Heartbeat());

    assertThat(router.mesh(TOPIC)).hasSize(GossipParameters.MESH_PEERS);
    assertThat(router.mesh(TOPIC).stream().filter(List.of(peer(20), peer(21), peer(22))::contains))
        .hasSizeGreaterThanOrEqualTo(GossipParameters.MIN_OUTBOUND_PEERS);
    assertThat(outputs)
        .filteredOn(output -> output.toString().contains("prune=[Prune"))
        .hasSize(GossipParameters.MAX_MESH_PEERS + 3 - GossipParameters.MESH_PEERS);
  }

  @Test
  void fullMeshTakesNobodyWhoDialled() {
    step(new RouterInput.Join(TOPIC));
    for (int i = 0; i < GossipParameters.MAX_MESH_PEERS; i++) {
      subscriber(i, false);
      rpc(i, Rpc.ofGraft(TOPIC));
    }
    subscriber(50, false);

    assertThat(rpc(50, Rpc.ofGraft(TOPIC)))
        .containsExactly(new RouterOutput.SendControl(peer(50), Rpc.ofPrune(TOPIC, 60)));
  }

  @Test
  void dialledPeersAreAddedWhenAMeshHasTooFew() {
    IntStream.range(0, 6).forEach(i -> subscriber(i, false));
    step(new RouterInput.Join(TOPIC));
    subscriber(20, true);
    subscriber(21, true);
    assertThat(router.mesh(TOPIC)).doesNotContain(peer(20), peer(21));

    assertThat(grafted(step(new RouterInput.Heartbeat())))
        .containsExactlyInAnyOrder(peer(20), peer(21));
  }

  @Test
  void prunedPeerIsAskedAgainOnlyAfterItsBackoff() {
    step(new RouterInput.Join(TOPIC));
    subscriber(1, true);
    rpc(1, Rpc.ofPrune(TOPIC, 5));
    assertThat(router.mesh(TOPIC)).isEmpty();
    now += 5 * SECOND;
    assertThat(grafted(step(new RouterInput.Heartbeat()))).isEmpty();
    now += GossipParameters.BACKOFF_SLACK_MILLIS;

    assertThat(grafted(step(new RouterInput.Heartbeat()))).containsExactly(peer(1));
  }

  @Test
  void backoffThatAPeerAsksForIsBounded() {
    step(new RouterInput.Join(TOPIC));
    subscriber(1, true);
    Rpc.Prune forEver = new Rpc.Prune(TOPIC, OptionalLong.of(-1));
    rpc(
        1,
        new Rpc(
            ImmutableList.of(),
            ImmutableList.of(),
            ImmutableList.of(),
            ImmutableList.of(),
            ImmutableList.of(),
            ImmutableList.of(forEver),
            ImmutableList.of()));
    now += (GossipParameters.MAX_BACKOFF_SECONDS + 1) * SECOND;

    assertThat(grafted(step(new RouterInput.Heartbeat()))).containsExactly(peer(1));
  }

  @Test
  void peerThatAsksDuringItsBackoffIsRefused() {
    step(new RouterInput.Join(TOPIC));
    subscriber(1, true);
    step(new RouterInput.Leave(TOPIC));
    step(new RouterInput.Join(TOPIC));
    assertThat(router.mesh(TOPIC)).isEmpty();

    assertThat(rpc(1, Rpc.ofGraft(TOPIC)))
        .containsExactly(new RouterOutput.SendControl(peer(1), Rpc.ofPrune(TOPIC, 60)));
  }

  @Test
  void leavingTellsSubscribersAndMesh() {
    step(new RouterInput.Join(TOPIC));
    subscriber(1, true);

    assertThat(step(new RouterInput.Leave(TOPIC)))
        .containsExactly(
            new RouterOutput.SendControl(
                peer(1), Rpc.ofSubscriptions(ImmutableList.of(new Rpc.Subscription(false, TOPIC)))),
            new RouterOutput.SendControl(peer(1), Rpc.ofPrune(TOPIC, 10)));
    assertThat(rpc(1, Rpc.ofMessage(message(1, 1, 10).raw())))
        .containsExactly(new RouterOutput.Dropped(peer(1), DropReason.FOREIGN_TOPIC));
  }

  @Test
  void messageIsDeliveredAndPassedOnOnceButNotBackNorToItsAuthor() {
    step(new RouterInput.Join(TOPIC));
    IntStream.rangeClosed(1, 4).forEach(i -> subscriber(i, true));
    GossipMessage message = message(1, 7, 10);

    assertThat(rpc(2, Rpc.ofMessage(message.raw())))
        .containsExactly(
            new RouterOutput.Deliver(peer(2), message),
            new RouterOutput.SendMessage(ImmutableList.of(peer(3), peer(4)), message, false));
    assertThat(rpc(3, Rpc.ofMessage(message.raw())))
        .containsExactly(
            new RouterOutput.Dropped(peer(3), DropReason.DUPLICATE),
            new RouterOutput.Has(peer(3), message.id()));
  }

  @Test
  void ownMessageThatComesBackIsLetGo() {
    step(new RouterInput.Join(TOPIC));
    subscriber(1, true);
    GossipMessage message = message(SELF, 1, 10);

    assertThat(step(new RouterInput.Publish(message)))
        .containsExactly(new RouterOutput.SendMessage(ImmutableList.of(peer(1)), message, true));
    assertThat(rpc(1, Rpc.ofMessage(message.raw())))
        .containsExactly(new RouterOutput.Dropped(peer(1), DropReason.OWN));
  }

  @Test
  void largeMessageIsAnnouncedToWhoUnderstandsAndNotSentToWhoHasIt() {
    step(new RouterInput.Join(TOPIC));
    IntStream.rangeClosed(1, 4).forEach(i -> subscriber(i, true));
    step(new RouterInput.PeerNegotiated(peer(3), GossipVersion.V1_2));
    step(new RouterInput.PeerNegotiated(peer(4), GossipVersion.V1_1));
    GossipMessage message = message(1, 7, GossipParameters.DONT_WANT_BYTES + 1);
    ImmutableList<MessageId> ids = ImmutableList.of(message.id());
    rpc(4, Rpc.ofDontWant(ids));

    assertThat(rpc(2, Rpc.ofMessage(message.raw())))
        .containsExactly(
            new RouterOutput.SendControl(peer(3), Rpc.ofDontWant(ids)),
            new RouterOutput.Deliver(peer(2), message),
            new RouterOutput.SendMessage(ImmutableList.of(peer(3)), message, false));
  }

  @Test
  void messageThatAPeerTellsOfIsAskedForOnceUntilThePromiseIsBroken() {
    step(new RouterInput.Join(TOPIC));
    subscriber(1, true);
    subscriber(2, true);
    ImmutableList<MessageId> ids = ImmutableList.of(message(3, 1, 10).id());
    Rpc have = Rpc.ofHave(new Rpc.Have(TOPIC, ids));

    assertThat(rpc(1, have))
        .containsExactly(new RouterOutput.SendControl(peer(1), Rpc.ofWant(ids)));
    assertThat(rpc(2, have)).isEmpty();
    now += GossipParameters.PROMISE_MILLIS;
    assertThat(rpc(2, have))
        .containsExactly(new RouterOutput.SendControl(peer(2), Rpc.ofWant(ids)));
    rpc(2, Rpc.ofMessage(message(3, 1, 10).raw()));
    now += GossipParameters.PROMISE_MILLIS;
    assertThat(rpc(1, have)).isEmpty();
  }

  @Test
  void messageIsSentToWhoAsksAFewTimesAndAFewHeartbeatsLong() {
    step(new RouterInput.Join(TOPIC));
    subscriber(1, true);
    subscriber(2, true);
    GossipMessage message = message(SELF, 1, 10);
    step(new RouterInput.Publish(message));
    Rpc want = Rpc.ofWant(ImmutableList.of(message.id()));

    for (int i = 0; i < GossipParameters.MAX_RETRANSMISSIONS; i++) {
      assertThat(rpc(1, want)).hasSize(1);
    }
    assertThat(rpc(1, want)).isEmpty();
    assertThat(rpc(2, want)).hasSize(1);
    for (int i = 0; i < GossipParameters.HISTORY_WINDOWS; i++) {
      step(new RouterInput.Heartbeat());
    }
    assertThat(rpc(2, want)).isEmpty();
  }

  @Test
  void onTopicsNotJoinedOneHopGoesToAFewWhoStayTheSame() {
    GossipsubRouter withFanout = router(false);
    for (int i = 0; i < 10; i++) {
      withFanout.step(new RouterInput.PeerConnected(peer(i), true), now);
      withFanout.step(new RouterInput.RpcReceived(peer(i), subscription()), now);
    }
    List<PeerId> first = receivers(withFanout.step(publish(1), now));

    assertThat(first).hasSize(GossipParameters.MESH_PEERS);
    assertThat(receivers(withFanout.step(publish(2), now + 100))).isEqualTo(first);
    assertThat(grafted(withFanout.step(new RouterInput.Join(TOPIC), now + 200)))
        .containsExactlyInAnyOrderElementsOf(first);
  }

  @Test
  void floodsOfEachKindAreBounded() {
    step(new RouterInput.Join(TOPIC));
    subscriber(1, true);
    for (int i = 0; i < 2 * RouterLimits.MAX_TOPICS_PER_PEER; i++) {
      rpc(1, Rpc.ofGraft("topic" + i));
      rpc(1, Rpc.ofSubscriptions(ImmutableList.of(new Rpc.Subscription(true, "topic" + i))));
    }
    for (int i = 0; i < 2 * GossipParameters.MAX_IHAVES_PER_HEARTBEAT; i++) {
      rpc(1, Rpc.ofHave(new Rpc.Have(TOPIC, ids(i * 2_000, 2_000))));
      rpc(1, Rpc.ofDontWant(ids(i * 2_000, 2_000)));
    }

    RouterSize size = router.size();
    assertThat(size.promised()).isEqualTo(GossipParameters.MAX_IDS_PER_HEARTBEAT);
    assertThat(size.dontWants()).isEqualTo(RouterLimits.MAX_DONT_WANTS_PER_PEER);
    now += GossipParameters.PROMISE_MILLIS;
    step(new RouterInput.Heartbeat());
    assertThat(router.size().promised()).isZero();
    assertThat(router.size().dontWants()).isZero();
  }

  @Test
  void keptMessagesAreBoundedInBytesAndSeenOnesEndAfterAMinute() {
    step(new RouterInput.Join(TOPIC));
    subscriber(1, true);
    int bytes = 1 << 20;
    for (int i = 0; i < 2 * (RouterLimits.MAX_CACHED_BYTES / bytes); i++) {
      rpc(1, Rpc.ofMessage(message(2, i, bytes).raw()));
    }
    assertThat(router.size().cachedBytes()).isEqualTo(RouterLimits.MAX_CACHED_BYTES);
    now += GossipParameters.SEEN_MILLIS;
    step(new RouterInput.Heartbeat());
    assertThat(router.size().seen()).isZero();
  }

  @Test
  void peerThatSendsWhatNobodyHasSignedIsPutOutAndNotLookedAtAnyMore() {
    AtomicInteger checks = new AtomicInteger();
    GossipsubRouter strict =
        new GossipsubRouter(
            peer(SELF),
            true,
            _ -> {
              checks.incrementAndGet();
              return MessageCheck.Verdict.BAD_SIGNATURE;
            },
            new Random(1)::nextInt);
    strict.step(new RouterInput.Join(TOPIC), now);
    strict.step(new RouterInput.PeerConnected(peer(1), true), now);
    List<RouterOutput> outputs = new ArrayList<>();
    for (int i = 0; i <= 2 * RouterLimits.MAX_UNBELIEVED_PER_HEARTBEAT; i++) {
      Rpc forged = Rpc.ofMessage(message(2, i, 10).raw());
      outputs.addAll(strict.step(new RouterInput.RpcReceived(peer(1), forged), now));
    }

    assertThat(checks).hasValue(RouterLimits.MAX_UNBELIEVED_PER_HEARTBEAT + 1);
    assertThat(outputs)
        .filteredOn(RouterOutput.Expel.class::isInstance)
        .containsExactly(new RouterOutput.Expel(peer(1), DropReason.BAD_SIGNATURE));
    assertThat(outputs).endsWith(new RouterOutput.Dropped(peer(1), DropReason.EXPELLED));
  }

  @Test
  void peerThatSendsABadMessageNowAndThenStays() {
    step(new RouterInput.Join(TOPIC));
    subscriber(1, true);
    RawMessage anonymous = new RawMessage(null, ByteString.EMPTY, null, TOPIC, null, null);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < RouterLimits.MAX_UNBELIEVED_PER_HEARTBEAT; j++) {
        assertThat(rpc(1, Rpc.ofMessage(anonymous)))
            .containsExactly(new RouterOutput.Dropped(peer(1), DropReason.BAD_AUTHOR));
      }
      step(new RouterInput.Heartbeat());
    }
  }

  @Test
  void strangerIsNotHeard() {
    step(new RouterInput.Join(TOPIC));

    assertThat(rpc(9, Rpc.ofMessage(message(9, 1, 1).raw())))
        .containsExactly(new RouterOutput.Dropped(peer(9), DropReason.UNKNOWN_PEER));
    assertThat(router.size().peers()).isZero();
  }

  private static PeerId peer(int number) {
    return RouterNetwork.peer(number);
  }

  private List<RouterOutput> step(RouterInput input) {
    return router.step(input, now);
  }

  private List<RouterOutput> rpc(int from, Rpc rpc) {
    return step(new RouterInput.RpcReceived(peer(from), rpc));
  }

  private List<RouterOutput> subscriber(int number, boolean outbound) {
    step(new RouterInput.PeerConnected(peer(number), outbound));
    return rpc(number, subscription());
  }

  private static Rpc subscription() {
    return Rpc.ofSubscriptions(ImmutableList.of(new Rpc.Subscription(true, TOPIC)));
  }

  private static RouterInput publish(long seqno) {
    return new RouterInput.Publish(message(SELF, seqno, 10));
  }

  private static GossipMessage message(int author, long seqno, int bytes) {
    return RouterNetwork.message(author, seqno, TOPIC, bytes);
  }

  private static ImmutableList<MessageId> ids(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> new MessageId(ByteString.copyFromUtf8("id" + i)))
        .collect(ImmutableList.toImmutableList());
  }

  private static List<PeerId> grafted(List<RouterOutput> outputs) {
    List<PeerId> grafted = new ArrayList<>();
    for (RouterOutput output : outputs) {
      if (output instanceof RouterOutput.SendControl(PeerId to, Rpc rpc)
          && !rpc.graft().isEmpty()) {
        grafted.add(to);
      }
    }
    return grafted;
  }

  private static List<PeerId> receivers(List<RouterOutput> outputs) {
    return ((RouterOutput.SendMessage) outputs.getFirst()).to();
  }
}
