package org.exojvm.transport.libp2p.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: a peer is sent what it needs, in order, and is spared what it turns out to have. */
@Timeout(30)
class PeerQueueTest {

  private static final Frame FIRST = frame("first");
  private static final Frame SECOND = frame("second");

  private final List<GossipCounter> counted = new ArrayList<>();
  private final PeerQueue queue = new PeerQueue(counted::add);

  private static Frame frame(String topic) {
    return Frame.of(Rpc.ofSubscriptions(ImmutableList.of(new Rpc.Subscription(true, topic))));
  }

  private static MessageId id(int number) {
    return MessageId.of(PeerId.ofKey(new byte[] {1}), number);
  }

  @Test
  void messageThatThePeerHasIsNotPassedOn() {
    queue.passOn(id(1), FIRST);
    queue.passOn(id(2), SECOND);
    queue.withdraw(id(1));
    queue.withdraw(id(3));

    assertThat(queue.take()).containsExactly(SECOND);
    assertThat(counted).containsExactly(GossipCounter.WITHDRAWN);
  }

  @Test
  void messageThatWasSentCannotBeTakenBack() {
    queue.passOn(id(1), FIRST);

    assertThat(queue.take()).containsExactly(FIRST);
    queue.withdraw(id(1));
    assertThat(counted).isEmpty();
  }

  /** A peer that reads nothing costs no more than the bounds say. */
  @Test
  void whatWaitsIsBoundedInBytes() {
    Frame large = frame("x".repeat(1 << 20));
    for (int i = 0; i < 2 * GossipLimits.MAX_QUEUED_BYTES / large.size(); i++) {
      queue.offerOwn(large);
    }
    assertThat(counted).contains(GossipCounter.QUEUE_FULL);
    assertThat(queue.offerControl(large)).isTrue();
    assertThat(queue.offerControl(large)).isFalse();
    assertThat(queue.offerControl(FIRST)).isTrue();
  }

  @Test
  void whatWaitsIsBoundedInPacketsAndNothingIsMissedAfterTheEnd() {
    for (int i = 0; i < GossipLimits.MAX_QUEUED_PACKETS; i++) {
      queue.offerOwn(SECOND);
    }
    assertThat(counted).isEmpty();
    queue.offerOwn(SECOND);
    assertThat(counted).containsExactly(GossipCounter.QUEUE_FULL);
    for (int i = 0; i < GossipLimits.MAX_QUEUED_CONTROLS; i++) {
      assertThat(queue.offerControl(FIRST)).isTrue();
    }
    assertThat(queue.offerControl(FIRST)).isFalse();
    queue.close();
    assertThat(queue.offerControl(FIRST)).isTrue();
  }

  @Test
  void whatIsDueTakesAlongWhatWasThereBefore() {
    queue.passOn(id(1), FIRST);
    queue.offerOwn(SECOND);

    assertThat(queue.take()).containsExactly(FIRST, SECOND);
  }
}
