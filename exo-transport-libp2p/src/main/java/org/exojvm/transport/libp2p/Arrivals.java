package org.exojvm.transport.libp2p;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.Transport;
import org.exojvm.transport.libp2p.gossipsub.GossipListener;
import org.exojvm.transport.libp2p.gossipsub.router.GossipMessage;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.payload.PayloadReader;

/** What comes out of gossip, on its way to the listener. Called by the thread of gossip. */
final class Arrivals implements GossipListener {

  private static final ImmutableMap<String, Topic> TOPICS =
      Arrays.stream(Topic.values())
          .collect(ImmutableMap.toImmutableMap(Topic::wireName, Function.identity()));

  private final Presence presence;
  private final Deliveries deliveries;
  private final PayloadReader reader = new PayloadReader(Transport.MAX_MESSAGE_BYTES);
  private final LongAdder delivered = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder malformed = new LongAdder();
  private final LongAdder overflown = new LongAdder();

  Arrivals(Presence presence, Deliveries deliveries) {
    this.presence = presence;
    this.deliveries = deliveries;
  }

  @Override
  public void message(GossipMessage message) {
    Topic topic = TOPICS.get(message.topic());
    try {
      switch (reader.read(message.author(), message.seqno(), message.data())) {
        case PayloadReader.Reading.Late() -> late.increment();
        case PayloadReader.Reading.Messages(var payloads) -> {
          NodeId author = NodeId.of(message.author().toString());
          if (topic != null) {
            payloads.forEach(payload -> deliver(topic, author, payload));
          }
        }
      }
    } catch (WireException _) {
      // Signed by its author, so it is not the fault of the peer that passed it on.
      malformed.increment();
    }
  }

  private void deliver(Topic topic, NodeId author, byte[] payload) {
    boolean isTaken =
        deliveries.offer(1, payload.length, listener -> listener.onMessage(topic, author, payload));
    (isTaken ? delivered : overflown).increment();
  }

  @Override
  public void topic(PeerId peer, String topic, boolean wanted) {
    presence.topic(peer, topic, wanted);
  }

  @Override
  public void gone(PeerId peer) {
    // It may come back with a clock that is behind the one that it began with.
    reader.forget(peer);
    presence.gone(peer);
  }

  ImmutableMap<String, Long> counters() {
    return ImmutableMap.of(
        "delivered", delivered.sum(),
        "late", late.sum(),
        "malformed", malformed.sum(),
        "overflown", overflown.sum());
  }
}
