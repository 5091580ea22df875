package org.exojvm.transport.libp2p.gossipsub.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Goal: a peer that gets an author's messages from others is told of them, not sent them. */
class HeldBackTest {

  private static final String TOPIC = "commands";
  private static final int AUTHOR = 1;
  private static final int OTHER_AUTHOR = 2;
  private static final int PEER = 3;
  private static final int SELF = 100;

  private final GossipsubRouter router =
      new GossipsubRouter(
          RouterNetwork.peer(SELF), true, _ -> MessageCheck.Verdict.ACCEPT, new Random(1)::nextInt);
  private long now = 1_000_000;

  @BeforeEach
  void connect() {
    step(new RouterInput.Join(TOPIC));
    for (int number : List.of(AUTHOR, OTHER_AUTHOR, PEER)) {
      step(new RouterInput.PeerConnected(peer(number), true));
      step(new RouterInput.PeerNegotiated(peer(number), GossipVersion.V1_2));
      rpc(number, Rpc.ofSubscriptions(ImmutableList.of(new Rpc.Subscription(true, TOPIC))));
    }
  }

  @Test
  void peerThatHasPassedAMessageOnIsToldOfTheNextOnesOfItsAuthor() {
    rpc(PEER, of(AUTHOR, 1));

    assertThat(sentTo(PEER, rpc(AUTHOR, of(AUTHOR, 2)))).isEmpty();
    assertThat(announced()).isEmpty();
    assertThat(sentTo(PEER, rpc(AUTHOR, of(AUTHOR, 3)))).isEmpty();
    assertThat(announced()).containsExactly(toldOf(id(AUTHOR, 2)));
    assertThat(announced()).containsExactly(toldOf(id(AUTHOR, 3)));
    assertThat(announced()).isEmpty();
  }

  @Test
  void messagesOfOtherAuthorsAreStillPassedOnToIt() {
    rpc(PEER, of(AUTHOR, 1));

    assertThat(sentTo(PEER, rpc(OTHER_AUTHOR, of(OTHER_AUTHOR, 1))))
        .containsExactly(id(OTHER_AUTHOR, 1));
  }

  @Test
  void peerThatAsksForOneIsSentItAndAllThatWereHeldAndTheNextOnes() {
    rpc(PEER, of(AUTHOR, 1));
    rpc(AUTHOR, of(AUTHOR, 2));
    rpc(AUTHOR, of(AUTHOR, 3));
    announced();
    announced();
    rpc(AUTHOR, of(AUTHOR, 4));

    assertThat(sentTo(PEER, rpc(PEER, Rpc.ofWant(ImmutableList.of(id(AUTHOR, 2), id(AUTHOR, 3))))))
        .containsExactly(id(AUTHOR, 2), id(AUTHOR, 3), id(AUTHOR, 4));
    assertThat(sentTo(PEER, rpc(AUTHOR, of(AUTHOR, 5)))).containsExactly(id(AUTHOR, 5));
    assertThat(announced()).isEmpty();
  }

  @Test
  void copyThatCameForNothingIsAnsweredOnceInAWhile() {
    rpc(AUTHOR, of(AUTHOR, 1));
    rpc(AUTHOR, of(AUTHOR, 2));

    RouterOutput answer =
        new RouterOutput.SendControl(peer(PEER), Rpc.ofDontWant(ImmutableList.of(id(AUTHOR, 1))));
    assertThat(rpc(PEER, of(AUTHOR, 1))).contains(answer);
    assertThat(rpc(PEER, of(AUTHOR, 2))).noneMatch(RouterOutput.SendControl.class::isInstance);
    now += GossipParameters.ANNOUNCE_MILLIS;
    assertThat(rpc(PEER, of(AUTHOR, 1))).contains(answer);
  }

  @Test
  void copyOfAPeerThatDoesNotUnderstandIsNotAnswered() {
    step(new RouterInput.PeerNegotiated(peer(PEER), GossipVersion.V1_1));
    rpc(AUTHOR, of(AUTHOR, 1));

    assertThat(rpc(PEER, of(AUTHOR, 1))).noneMatch(RouterOutput.SendControl.class::isInstance);
  }

  @Test
  void peerThatSaysThatACopyCameForNothingIsSentNoMore() {
    assertThat(sentTo(PEER, rpc(AUTHOR, of(AUTHOR, 1)))).containsExactly(id(AUTHOR, 1));
    rpc(PEER, Rpc.ofDontWant(ImmutableList.of(id(AUTHOR, 1))));

    assertThat(sentTo(PEER, rpc(AUTHOR, of(AUTHOR, 2)))).isEmpty();
  }

  @Test
  void authorThatSendsItsOwnShowsNothingOfWhatItGetsFromOthers() {
    rpc(AUTHOR, of(AUTHOR, 1));
    rpc(AUTHOR, of(AUTHOR, 1));

    assertThat(router.size().covered()).isZero();
    assertThat(sentTo(AUTHOR, rpc(OTHER_AUTHOR, of(OTHER_AUTHOR, 1))))
        .containsExactly(id(OTHER_AUTHOR, 1));
  }

  @Test
  void whatAPeerHasShownIsForgottenAfterAWhile() {
    rpc(PEER, of(AUTHOR, 1));
    now += GossipParameters.COVERED_MILLIS;

    assertThat(sentTo(PEER, rpc(AUTHOR, of(AUTHOR, 2)))).containsExactly(id(AUTHOR, 2));
    step(new RouterInput.Heartbeat());
    assertThat(router.size().covered()).isZero();
  }

  @Test
  void whatIsHeldAndRememberedIsBounded() {
    rpc(PEER, of(AUTHOR, 0));
    IntStream.rangeClosed(1, RouterLimits.MAX_HELD_PER_PEER)
        .forEach(number -> rpc(AUTHOR, of(AUTHOR, number)));
    int next = RouterLimits.MAX_HELD_PER_PEER + 1;

    assertThat(router.size().held()).isEqualTo(RouterLimits.MAX_HELD_PER_PEER);
    assertThat(sentTo(PEER, rpc(AUTHOR, of(AUTHOR, next)))).containsExactly(id(AUTHOR, next));

    for (int author = 0; author < 2 * RouterLimits.MAX_COVERED_PER_PEER; author++) {
      rpc(PEER, Rpc.ofMessage(RouterNetwork.message(1_000 + author, 1, TOPIC, 10).raw()));
    }
    assertThat(router.size().covered()).isEqualTo(RouterLimits.MAX_COVERED_PER_PEER);
  }

  private static PeerId peer(int number) {
    return RouterNetwork.peer(number);
  }

  private static MessageId id(int author, long seqno) {
    return MessageId.of(peer(author), seqno);
  }

  private static Rpc of(int author, long seqno) {
    return Rpc.ofMessage(RouterNetwork.message(author, seqno, TOPIC, 10).raw());
  }

  private static RouterOutput toldOf(MessageId id) {
    return new RouterOutput.SendControl(
        peer(PEER), Rpc.ofHave(new Rpc.Have(TOPIC, ImmutableList.of(id))));
  }

  private List<RouterOutput> announced() {
    return step(new RouterInput.Announce());
  }

  private List<RouterOutput> step(RouterInput input) {
    return router.step(input, now);
  }

  private List<RouterOutput> rpc(int from, Rpc rpc) {
    return step(new RouterInput.RpcReceived(peer(from), rpc));
  }

  private static List<MessageId> sentTo(int receiver, List<RouterOutput> outputs) {
    return outputs.stream()
        .filter(RouterOutput.SendMessage.class::isInstance)
        .map(RouterOutput.SendMessage.class::cast)
        .filter(send -> send.to().contains(peer(receiver)))
        .map(send -> send.message().id())
        .toList();
  }
}
