package org.exojvm.transport.libp2p.gossipsub.router;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  private final Promises promises = new Promises();

  LazyGossip(Peers peers, Outputs outputs, MessageCache cache, Expiring seen) {
    this.peers = peers;
    this.outputs = outputs;
    this.cache = cache;
    this.seen = seen;
  }

  int promised() {
    return promises.size();
  }

  /** A message has come that perhaps was asked for. */
  void arrived(MessageId id) {
    promises.arrived(id);
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

  /** Tells peers of what was held back from them, for they may not have it after all. */
  void announce() {
    for (PeerState peer : peers.all()) {
      Map<String, ImmutableList.Builder<MessageId>> byTopic = new LinkedHashMap<>();
      for (GossipMessage message : peer.covered.takeAged()) {
        byTopic.computeIfAbsent(message.topic(), _ -> ImmutableList.builder()).add(message.id());
      }
      if (!byTopic.isEmpty()) {
        ImmutableList.Builder<Rpc.Have> haves = ImmutableList.builder();
        byTopic.forEach((topic, ids) -> haves.add(new Rpc.Have(topic, ids.build())));
        outputs.control(peer.id, Rpc.ofHaves(haves.build()));
      }
    }
  }

  /** A peer tells what it has of topics that are joined: asks for what is new. */
  void told(PeerState peer, List<Rpc.Have> haves, long nowMillis) {
    if (haves.isEmpty()) {
      return;
    }
    if (++peer.ihaves > GossipParameters.MAX_IHAVES_PER_HEARTBEAT) {
      outputs.dropped(peer.id, DropReason.TOO_MUCH_GOSSIP);
      return;
    }
    expire(nowMillis);
    haves.forEach(have -> told(peer, have, nowMillis));
  }

  private void told(PeerState peer, Rpc.Have have, long nowMillis) {
    Set<MessageId> wanted = new LinkedHashSet<>();
    for (MessageId id : have.ids()) {
      if (!seen.contains(id, nowMillis) && promises.isNew(id, peer.id)) {
        wanted.add(id);
      }
    }
    ask(peer, wanted, nowMillis);
  }

  private void ask(PeerState peer, Set<MessageId> wanted, long nowMillis) {
    int room = Math.min(GossipParameters.MAX_IDS_PER_HEARTBEAT - peer.asked, promises.room());
    ImmutableList<MessageId> ids =
        wanted.stream().limit(Math.max(0, room)).collect(ImmutableList.toImmutableList());
    ids.forEach(id -> promises.asked(id, peer.id, nowMillis));
    peer.asked += ids.size();
    if (!ids.isEmpty()) {
      outputs.control(peer.id, Rpc.ofWant(ids));
    }
  }

  /** Who was asked is gone: others are asked. */
  void disconnected(PeerId id, long nowMillis) {
    Map<PeerId, Set<MessageId>> again = new LinkedHashMap<>();
    promises.disconnected(id, (other, message) -> add(again, other, message));
    askAgain(again, nowMillis);
  }

  private void expire(long nowMillis) {
    Map<PeerId, Set<MessageId>> again = new LinkedHashMap<>();
    promises.expire(nowMillis, (other, message) -> add(again, other, message));
    askAgain(again, nowMillis);
  }

  private static void add(Map<PeerId, Set<MessageId>> again, PeerId other, MessageId message) {
    again.computeIfAbsent(other, _ -> new LinkedHashSet<>()).add(message);
  }

  private void askAgain(Map<PeerId, Set<MessageId>> again, long nowMillis) {
    again.forEach(
        (id, messages) -> {
          PeerState peer = peers.get(id);
          if (peer != null) {
            ask(peer, messages, nowMillis);
          }
        });
  }

  /**
   * A peer asks: sends what is still there. What was held back of its author follows at once, in
   * order.
   */
  void asked(PeerState peer, ImmutableList<MessageId> ids) {
    Set<PeerId> lacking = new LinkedHashSet<>();
    serve(peer, ids, lacking);
    for (PeerId author : lacking) {
      for (GossipMessage message : peer.covered.lacked(author)) {
        outputs.message(ImmutableList.of(peer.id), message, false);
      }
    }
  }

  private void serve(PeerState peer, ImmutableList<MessageId> ids, Set<PeerId> lacking) {
    for (MessageId id : new LinkedHashSet<>(ids)) {
      if (++peer.served > GossipParameters.MAX_IDS_PER_HEARTBEAT) {
        outputs.dropped(peer.id, DropReason.TOO_MUCH_GOSSIP);
        return;
      }
      GossipMessage message = cache.ask(id, peer.id);
      if (message != null) {
        lacking.add(message.author());
        outputs.message(ImmutableList.of(peer.id), message, false);
      }
    }
  }

  void heartbeat(long nowMillis) {
    expire(nowMillis);
  }
}
