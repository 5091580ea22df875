package org.exojvm.transport.libp2p.gossipsub.router;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * Where messages go on topics that this node has not joined. Only used where messages are not
 * flooded to all who want them.
 */
final class Fanouts {

  private static final class Fanout {

    final Set<PeerId> peers = new LinkedHashSet<>();
    long lastPublishedMillis;
  }

  private final Peers peers;
  private final Map<String, Fanout> byTopic = new HashMap<>();

  Fanouts(Peers peers) {
    this.peers = peers;
  }

  /** Returns where a message goes. */
  List<PeerId> publish(String topic, long nowMillis) {
    Fanout fanout = byTopic.computeIfAbsent(topic, _ -> new Fanout());
    fanout.lastPublishedMillis = nowMillis;
    fill(topic, fanout);
    return new ArrayList<>(fanout.peers);
  }

  /** Takes out the peers of a topic that is joined now. */
  Set<PeerId> take(String topic) {
    @Nullable Fanout fanout = byTopic.remove(topic);
    return fanout == null ? Set.of() : fanout.peers;
  }

  Set<PeerId> of(String topic) {
    Fanout fanout = byTopic.get(topic);
    return fanout == null ? Set.of() : fanout.peers;
  }

  Set<String> topics() {
    return byTopic.keySet();
  }

  void remove(PeerId peer) {
    byTopic.values().forEach(fanout -> fanout.peers.remove(peer));
  }

  void remove(PeerId peer, String topic) {
    Fanout fanout = byTopic.get(topic);
    if (fanout != null) {
      fanout.peers.remove(peer);
    }
  }

  void heartbeat(long nowMillis) {
    byTopic
        .values()
        .removeIf(
            fanout -> fanout.lastPublishedMillis + GossipParameters.FANOUT_MILLIS <= nowMillis);
    byTopic.forEach(this::fill);
  }

  private void fill(String topic, Fanout fanout) {
    fanout.peers.addAll(
        peers.choose(
            topic,
            GossipParameters.MESH_PEERS - fanout.peers.size(),
            peer -> !fanout.peers.contains(peer.id)));
  }
}
