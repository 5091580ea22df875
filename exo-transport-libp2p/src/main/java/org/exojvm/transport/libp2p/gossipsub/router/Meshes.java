package org.exojvm.transport.libp2p.gossipsub.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/** The meshes of the topics that this node has joined. */
final class Meshes {

  private static final long MILLIS = 1_000;

  private final Peers peers;
  private final Fanouts fanouts;
  private final Outputs outputs;
  private final Backoffs backoffs = new Backoffs();
  private final Map<String, Set<PeerId>> byTopic = new LinkedHashMap<>();

  Meshes(Peers peers, Fanouts fanouts, Outputs outputs) {
    this.peers = peers;
    this.fanouts = fanouts;
    this.outputs = outputs;
  }

  Set<String> topics() {
    return byTopic.keySet();
  }

  boolean isJoined(String topic) {
    return byTopic.containsKey(topic);
  }

  Set<PeerId> of(String topic) {
    return byTopic.getOrDefault(topic, Set.of());
  }

  int backoffs() {
    return backoffs.size();
  }

  void join(String topic, long nowMillis) {
    Set<PeerId> mesh = new LinkedHashSet<>();
    byTopic.put(topic, mesh);
    for (PeerId peer : fanouts.take(topic)) {
      if (mesh.size() < GossipParameters.MESH_PEERS && mayAsk(topic, peer, nowMillis)) {
        graft(topic, mesh, peer);
      }
    }
    fill(topic, mesh, GossipParameters.MESH_PEERS, nowMillis);
  }

  void leave(String topic, long nowMillis) {
    Set<PeerId> mesh = byTopic.remove(topic);
    if (mesh != null) {
      long seconds = GossipParameters.LEAVE_BACKOFF_SECONDS;
      mesh.forEach(peer -> prune(topic, peer, seconds, nowMillis));
    }
  }

  void disconnected(PeerId peer) {
    byTopic.values().forEach(mesh -> mesh.remove(peer));
  }

  /** Says again to a peer in which meshes it is. */
  void graftAgain(PeerId peer) {
    byTopic.forEach(
        (topic, mesh) -> {
          if (mesh.contains(peer)) {
            outputs.control(peer, Rpc.ofGraft(topic));
          }
        });
  }

  /** A peer wants a topic: if there are too few, it is let in at once, not at the heartbeat. */
  void subscribed(PeerId peer, String topic, long nowMillis) {
    Set<PeerId> mesh = byTopic.get(topic);
    if (mesh != null
        && mesh.size() < GossipParameters.MIN_MESH_PEERS
        && !mesh.contains(peer)
        && mayAsk(topic, peer, nowMillis)) {
      graft(topic, mesh, peer);
    }
  }

  void unsubscribed(PeerId peer, String topic) {
    Set<PeerId> mesh = byTopic.get(topic);
    if (mesh != null) {
      mesh.remove(peer);
    }
  }

  /** A peer asks to be let in. Of a topic that is not joined nothing is said, as in rust-libp2p. */
  void grafted(PeerState peer, String topic, long nowMillis) {
    Set<PeerId> mesh = byTopic.get(topic);
    if (mesh == null || mesh.contains(peer.id)) {
      return;
    }
    boolean full = mesh.size() >= GossipParameters.MAX_MESH_PEERS && !peer.outbound;
    if (full || backoffs.isKeptOut(topic, peer.id, nowMillis)) {
      prune(topic, peer.id, GossipParameters.PRUNE_BACKOFF_SECONDS, nowMillis);
    } else {
      mesh.add(peer.id);
    }
  }

  void pruned(PeerId peer, String topic, OptionalLong backoffSeconds, long nowMillis) {
    Set<PeerId> mesh = byTopic.get(topic);
    if (mesh == null) {
      return;
    }
    mesh.remove(peer);
    long asked = backoffSeconds.orElse(GossipParameters.PRUNE_BACKOFF_SECONDS);
    // Numbers on the wire have no sign: what is negative here is very large there.
    long bounded =
        asked < 0
            ? GossipParameters.MAX_BACKOFF_SECONDS
            : Math.min(asked, GossipParameters.MAX_BACKOFF_SECONDS);
    backoffs.keepOut(topic, peer, nowMillis + bounded * MILLIS);
  }

  void heartbeat(long nowMillis) {
    backoffs.forgetEnded(nowMillis);
    byTopic.forEach((topic, mesh) -> maintain(topic, mesh, nowMillis));
  }

  private void maintain(String topic, Set<PeerId> mesh, long nowMillis) {
    if (mesh.size() < GossipParameters.MIN_MESH_PEERS) {
      fill(topic, mesh, GossipParameters.MESH_PEERS, nowMillis);
    } else if (mesh.size() > GossipParameters.MAX_MESH_PEERS) {
      cutDown(topic, mesh, nowMillis);
    }
    long outbound = mesh.stream().filter(peers::isOutbound).count();
    if (mesh.size() >= GossipParameters.MIN_MESH_PEERS
        && outbound < GossipParameters.MIN_OUTBOUND_PEERS) {
      int missing = GossipParameters.MIN_OUTBOUND_PEERS - (int) outbound;
      peers
          .choose(topic, missing, peer -> peer.outbound && canJoin(topic, mesh, peer, nowMillis))
          .forEach(peer -> graft(topic, mesh, peer));
    }
  }

  private void fill(String topic, Set<PeerId> mesh, int size, long nowMillis) {
    peers
        .choose(topic, size - mesh.size(), peer -> canJoin(topic, mesh, peer, nowMillis))
        .forEach(peer -> graft(topic, mesh, peer));
  }

  private boolean canJoin(String topic, Set<PeerId> mesh, PeerState peer, long nowMillis) {
    return !mesh.contains(peer.id) && mayAsk(topic, peer.id, nowMillis);
  }

  private void cutDown(String topic, Set<PeerId> mesh, long nowMillis) {
    List<PeerId> all = new ArrayList<>(mesh);
    List<PeerId> outbound = all.stream().filter(peers::isOutbound).toList();
    Set<PeerId> kept =
        new LinkedHashSet<>(peers.choose(outbound, GossipParameters.MIN_OUTBOUND_PEERS));
    all.removeAll(kept);
    kept.addAll(peers.choose(all, GossipParameters.MESH_PEERS - kept.size()));
    for (PeerId peer : List.copyOf(mesh)) {
      if (!kept.contains(peer)) {
        mesh.remove(peer);
        prune(topic, peer, GossipParameters.PRUNE_BACKOFF_SECONDS, nowMillis);
      }
    }
  }

  private boolean mayAsk(String topic, PeerId peer, long nowMillis) {
    return !backoffs.mustWait(topic, peer, nowMillis);
  }

  private void graft(String topic, Set<PeerId> mesh, PeerId peer) {
    mesh.add(peer);
    outputs.control(peer, Rpc.ofGraft(topic));
  }

  private void prune(String topic, PeerId peer, long seconds, long nowMillis) {
    backoffs.keepOut(topic, peer, nowMillis + seconds * MILLIS);
    outputs.control(peer, Rpc.ofPrune(topic, seconds));
  }
}
