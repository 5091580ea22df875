package org.exojvm.transport.libp2p;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.transport.Topic;
import org.junit.jupiter.api.Test;

/** Goal: who is told of a peer can ask it something at once. */
class Libp2pSessionTest {

  /** Each goes over the network, which is time enough to be told of the first. */
  private static final int MESSAGES = 20;

  @Test
  void listenerIsToldNothingBeforeTheTransportCanBeUsed() {
    Told told = new Told();
    Libp2pTransport other = new Libp2pTransport(TestNodes.config("b").build());
    try (Libp2pSession session = Libp2pSession.start(TestNodes.config("a").build(), told)) {
      other.start(new Told());
      other.keep(session.listenAddresses().getFirst());
      TestNodes.await(() -> !session.peers().isEmpty() && !other.peers().isEmpty());
      for (long i = 1; i <= MESSAGES; i++) {
        long expected = i;
        other.publish(Topic.COMMANDS, new byte[1]);
        TestNodes.await(() -> session.counters().get("messages.delivered") >= expected);
      }
      assertThat(told.peerEvents()).isEmpty();
      assertThat(told.messages()).isEmpty();

      session.deliver();
      TestNodes.await(() -> told.peerEvents().contains("+b"));
      TestNodes.await(() -> told.count() == MESSAGES);
    } finally {
      other.close();
    }
  }
}
