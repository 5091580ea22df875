package org.exojvm.transport.libp2p.gossipsub.router;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/** Telling peers outside of the mesh what could be had, and asking for what they tell of. */
final class LazyGossip {

  private final Peers peers;
  private final Outputs outputs;
  private final MessageCache cache;
  private final Expiring seen;
  private final Expiring promised =
      new Expiring(GossipParameters.PROMISE_MILLIS, RouterLimits.MAX_PROMISES);

  LazyGossip(Peers peers, Outputs outputs, MessageCache cache, Expiring seen) {
    this.peers = peers;
    this.outputs = outputs;
    this.cache = cache;
    this.seen = seen;
  }

  int promised() {
    return promised.size();
  }

  /** A message has come that perhaps was asked for. */
  void arrived(MessageId id) {
    promised.remove(id);
  }

  /** Tells some peers that are not among those who are sent messages of a topic anyway. */
  void tell(String topic, Set<PeerId> toldAnyway) {
    int outside = 0;
    for (PeerState peer : peers.all()) {
      outside += isOutside(peer, topic, toldAnyway) ? 1 : 0;
    }
    ImmutableList<MessageId> ids = outside == 0 ? ImmutableList.of() : cache.told(topic);
    if (!ids.isEmpty()) {
      int count = Math.max(GossipParameters.GOSSIP_PEERS, outside / GossipParameters.GOSSIP_SHARE);
      Rpc rpc = Rpc.ofHave(new Rpc.Have(topic, ids));
      peers
          .choose(topic, count, peer -> isOutside(peer, topic, toldAnyway))
          .forEach(peer -> outputs.control(peer, rpc));
    }
  }

  private static boolean isOutside(PeerState peer, String topic, Set<PeerId> toldAnyway) {
    return peer.wants(topic) && !toldAnyway.contains(peer.id);
  }

  /** A peer tells what it has: asks for what is new. */
  void told(PeerState peer, Rpc.Have have, long nowMillis) {
    if (++peer.ihaves > GossipParameters.MAX_IHAVES_PER_HEARTBEAT) {
      outputs.dropped(peer.id, DropReason.TOO_MUCH_GOSSIP);
      return;
    }
    promised.expire(nowMillis);
    Set<MessageId> wanted = new LinkedHashSet<>();
    for (MessageId id : have.ids()) {
      boolean isNew = !seen.contains(id, nowMillis) && !promised.contains(id, nowMillis);
      if (isNew && !promised.isFull() && peer.asked < GossipParameters.MAX_IDS_PER_HEARTBEAT) {
        promised.add(id, nowMillis);
        peer.asked++;
        wanted.add(id);
      }
    }
    if (!wanted.isEmpty()) {
      outputs.control(peer.id, Rpc.ofWant(ImmutableList.copyOf(wanted)));
    }
  }

  /** A peer asks: sends what is still there. */
  void asked(PeerState peer, ImmutableList<MessageId> ids) {
    for (MessageId id : new LinkedHashSet<>(ids)) {
      if (++peer.served > GossipParameters.MAX_IDS_PER_HEARTBEAT) {
        outputs.dropped(peer.id, DropReason.TOO_MUCH_GOSSIP);
        return;
      }
      GossipMessage message = cache.ask(id, peer.id);
      if (message != null) {
        outputs.message(ImmutableList.of(peer.id), message, false);
      }
    }
  }

  void heartbeat(long nowMillis) {
    promised.expire(nowMillis);
  }
}
