package org.exojvm.transport.libp2p.gossipsub.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.jspecify.annotations.Nullable;

/** The connected peers, in the order in which they came. */
final class Peers {

  private final Map<PeerId, PeerState> byId = new LinkedHashMap<>();
  private final IntUnaryOperator chance;

  /** Chance gives a number from 0 to below its argument, every one equally often. */
  Peers(IntUnaryOperator chance) {
    this.chance = chance;
  }

  @Nullable PeerState get(PeerId id) {
    return byId.get(id);
  }

  Iterable<PeerState> all() {
    return byId.values();
  }

  int size() {
    return byId.size();
  }

  boolean isConnected(PeerId id) {
    return byId.containsKey(id);
  }

  boolean isOutbound(PeerId id) {
    PeerState peer = byId.get(id);
    return peer != null && peer.outbound;
  }

  /** Returns the new peer, or null if it was there before. */
  @Nullable PeerState add(PeerId id, boolean outbound) {
    PeerState peer = new PeerState(id, outbound);
    return byId.putIfAbsent(id, peer) == null ? peer : null;
  }

  void remove(PeerId id) {
    byId.remove(id);
  }

  /** Returns up to {@code most} peers that want a topic and for which a condition holds. */
  List<PeerId> choose(String topic, int most, Predicate<PeerState> condition) {
    List<PeerId> candidates = new ArrayList<>();
    for (PeerState peer : byId.values()) {
      if (peer.wants(topic) && condition.test(peer)) {
        candidates.add(peer.id);
      }
    }
    return choose(candidates, most);
  }

  /** Returns up to {@code most} of some peers, every one equally often. */
  List<PeerId> choose(List<PeerId> candidates, int most) {
    List<PeerId> left = new ArrayList<>(candidates);
    int count = Math.min(Math.max(most, 0), left.size());
    for (int i = 0; i < count; i++) {
      int other = i + chance.applyAsInt(left.size() - i);
      PeerId chosen = left.get(other);
      left.set(other, left.get(i));
      left.set(i, chosen);
    }
    return left.subList(0, count);
  }
}
