package org.exojvm.transport.libp2p.gossipsub.router;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;
import org.exojvm.transport.libp2p.gossipsub.rpc.RawMessage;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/**
 * The router of one node: a step function of inputs and time. Belongs to one thread; times are
 * milliseconds of any clock that does not go back.
 */
public final class GossipsubRouter {

  private final PeerId self;
  private final boolean floodsOwn;
  private final MessageCheck check;
  private final Outputs outputs = new Outputs();
  private final MessageReader reader = new MessageReader();
  private final MessageCache cache = new MessageCache();
  private final Expiring seen = new Expiring(GossipParameters.SEEN_MILLIS, RouterLimits.MAX_SEEN);
  private final Peers peers;
  private final Fanouts fanouts;
  private final Meshes meshes;
  private final LazyGossip gossip;

  /**
   * Creates a router without peers and topics.
   *
   * @param self this node
   * @param floodsOwn whether own messages go to all who want them and not to a mesh only: one hop
   *     less, for more sending. rust-libp2p does so unless told otherwise
   * @param check says which messages are believed
   * @param chance gives a number from 0 to below its argument, every one equally often
   */
  public GossipsubRouter(
      PeerId self, boolean floodsOwn, MessageCheck check, IntUnaryOperator chance) {
    this.self = self;
    this.floodsOwn = floodsOwn;
    this.check = check;
    peers = new Peers(chance);
    fanouts = new Fanouts(peers);
    meshes = new Meshes(peers, fanouts, outputs);
    gossip = new LazyGossip(peers, outputs, cache, seen);
  }

  /** Takes in one thing that happened and returns what is to be done about it, in this order. */
  public ImmutableList<RouterOutput> step(RouterInput input, long nowMillis) {
    switch (input) {
      case RouterInput.PeerConnected(PeerId peer, boolean outbound) -> connected(peer, outbound);
      case RouterInput.PeerNegotiated(PeerId peer, GossipVersion version) ->
          negotiated(peer, version);
      case RouterInput.StreamReopened(PeerId peer) -> reopened(peer);
      case RouterInput.PeerDisconnected(PeerId peer) -> disconnected(peer, nowMillis);
      case RouterInput.RpcReceived(PeerId peer, Rpc rpc) -> received(peer, rpc, nowMillis);
      case RouterInput.Join(String topic) -> join(topic, nowMillis);
      case RouterInput.Leave(String topic) -> leave(topic, nowMillis);
      case RouterInput.Publish(GossipMessage message) -> publish(message, nowMillis);
      case RouterInput.Heartbeat() -> heartbeat(nowMillis);
      case RouterInput.Announce() -> gossip.announce();
    }
    return outputs.take();
  }

  /** Returns the peers to which messages of a topic are passed on. */
  public ImmutableSet<PeerId> mesh(String topic) {
    return ImmutableSet.copyOf(meshes.of(topic));
  }

  /** Returns how much is remembered now, for meters and for tests of the bounds. */
  public RouterSize size() {
    int dontWants = 0;
    int covered = 0;
    int held = 0;
    for (PeerState peer : peers.all()) {
      dontWants += peer.dontWants();
      covered += peer.covered.authors();
      held += peer.covered.held();
    }
    return new RouterSize(
        peers.size(),
        seen.size(),
        cache.size(),
        cache.bytes(),
        gossip.promised(),
        meshes.backoffs(),
        dontWants,
        covered,
        held);
  }

  private void connected(PeerId id, boolean outbound) {
    if (peers.add(id, outbound) != null) {
      tellTopics(id);
    }
  }

  private void tellTopics(PeerId id) {
    if (!meshes.topics().isEmpty()) {
      outputs.control(
          id,
          Rpc.ofSubscriptions(
              meshes.topics().stream()
                  .map(topic -> new Rpc.Subscription(true, topic))
                  .collect(ImmutableList.toImmutableList())));
    }
  }

  private void reopened(PeerId id) {
    if (peers.isConnected(id)) {
      tellTopics(id);
      meshes.graftAgain(id);
    }
  }

  private void negotiated(PeerId id, GossipVersion version) {
    PeerState peer = peers.get(id);
    if (peer != null) {
      peer.version = version;
    }
  }

  private void disconnected(PeerId peer, long nowMillis) {
    peers.remove(peer);
    gossip.disconnected(peer, nowMillis);
    meshes.disconnected(peer);
    fanouts.remove(peer);
  }

  private void join(String topic, long nowMillis) {
    if (!meshes.isJoined(topic)) {
      announce(topic, true);
      meshes.join(topic, nowMillis);
    }
  }

  private void leave(String topic, long nowMillis) {
    if (meshes.isJoined(topic)) {
      announce(topic, false);
      meshes.leave(topic, nowMillis);
    }
  }

  private void announce(String topic, boolean wanted) {
    Rpc rpc = Rpc.ofSubscriptions(ImmutableList.of(new Rpc.Subscription(wanted, topic)));
    peers.all().forEach(peer -> outputs.control(peer.id, rpc));
  }

  private void publish(GossipMessage message, long nowMillis) {
    seen.add(message.id(), nowMillis);
    cache.add(message);
    outputs.message(
        ImmutableList.copyOf(receiversOfOwn(message.topic(), nowMillis)), message, true);
  }

  private List<PeerId> receiversOfOwn(String topic, long nowMillis) {
    if (floodsOwn) {
      List<PeerId> all = new ArrayList<>();
      for (PeerState peer : peers.all()) {
        if (peer.wants(topic)) {
          all.add(peer.id);
        }
      }
      return all;
    }
    return meshes.isJoined(topic)
        ? new ArrayList<>(meshes.of(topic))
        : fanouts.publish(topic, nowMillis);
  }

  private void received(PeerId from, Rpc rpc, long nowMillis) {
    PeerState peer = peers.get(from);
    if (peer == null) {
      outputs.dropped(from, DropReason.UNKNOWN_PEER);
      return;
    }
    if (peer.isExpelled) {
      outputs.dropped(from, DropReason.EXPELLED);
      return;
    }
    rpc.subscriptions().forEach(subscription -> subscription(peer, subscription, nowMillis));
    rpc.messages().forEach(message -> message(peer, message, nowMillis));
    control(peer, rpc, nowMillis);
  }

  private void subscription(PeerState peer, Rpc.Subscription subscription, long nowMillis) {
    String topic = subscription.topic();
    if (subscription.wanted()) {
      wants(peer, topic, nowMillis);
    } else if (peer.remove(topic)) {
      meshes.unsubscribed(peer.id, topic);
      fanouts.remove(peer.id, topic);
      outputs.peerTopic(peer.id, topic, false);
    }
  }

  private void wants(PeerState peer, String topic, long nowMillis) {
    if (!peer.wants(topic) && !peer.hasRoomForTopic()) {
      outputs.dropped(peer.id, DropReason.TOO_MANY_TOPICS);
      return;
    }
    if (peer.add(topic)) {
      outputs.peerTopic(peer.id, topic, true);
    }
    meshes.subscribed(peer.id, topic, nowMillis);
  }

  private void control(PeerState peer, Rpc rpc, long nowMillis) {
    for (String topic : rpc.graft()) {
      graft(peer, topic, nowMillis);
    }
    for (Rpc.Prune prune : rpc.prune()) {
      meshes.pruned(peer.id, prune.topic(), prune.backoffSeconds(), nowMillis);
    }
    gossip.told(
        peer,
        rpc.ihave().stream().filter(have -> meshes.isJoined(have.topic())).toList(),
        nowMillis);
    gossip.asked(peer, rpc.iwant());
    long until = nowMillis + GossipParameters.DONT_WANT_MILLIS;
    for (MessageId id : rpc.idontwant()) {
      GossipMessage known = cache.get(id);
      if (known != null) {
        hasFromOthers(peer, known, nowMillis);
      }
      peer.dontWant(id, until);
      outputs.has(peer.id, id);
    }
  }

  /** Who asks to be let in wants the topic, whether it said so or not. */
  private void graft(PeerState peer, String topic, long nowMillis) {
    if (!meshes.isJoined(topic) || (!peer.wants(topic) && !peer.hasRoomForTopic())) {
      return;
    }
    if (peer.add(topic)) {
      outputs.peerTopic(peer.id, topic, true);
    }
    meshes.grafted(peer, topic, nowMillis);
  }

  private void message(PeerState peer, RawMessage raw, long nowMillis) {
    if (peer.isExpelled) {
      outputs.dropped(peer.id, DropReason.EXPELLED);
      return;
    }
    switch (reader.read(raw)) {
      case MessageReader.Reading.Refused(DropReason reason) -> unbelieved(peer, reason);
      case MessageReader.Reading.Message(GossipMessage message) ->
          message(peer, message, nowMillis);
    }
  }

  /** What is known already is let go first: to check a signature costs more than all the rest. */
  private void message(PeerState peer, GossipMessage message, long nowMillis) {
    if (message.author().equals(self)) {
      outputs.dropped(peer.id, DropReason.OWN);
    } else if (!meshes.isJoined(message.topic())) {
      outputs.dropped(peer.id, DropReason.FOREIGN_TOPIC);
    } else if (seen.contains(message.id(), nowMillis)) {
      outputs.dropped(peer.id, DropReason.DUPLICATE);
      outputs.has(peer.id, message.id());
      hasFromOthers(peer, message, nowMillis);
      tellOfNeedless(peer, message, nowMillis);
    } else {
      switch (check.check(message)) {
        case ACCEPT -> accept(peer, message, nowMillis);
        case BAD_SIGNATURE -> unbelieved(peer, DropReason.BAD_SIGNATURE);
        case FOREIGN_AUTHOR -> outputs.dropped(peer.id, DropReason.FOREIGN_AUTHOR);
      }
    }
  }

  /** To find out that a message is forged costs as much as to believe one, so this must end. */
  private void unbelieved(PeerState peer, DropReason reason) {
    outputs.dropped(peer.id, reason);
    if (++peer.unbelieved > RouterLimits.MAX_UNBELIEVED_PER_HEARTBEAT) {
      peer.isExpelled = true;
      outputs.expel(peer.id, reason);
    }
  }

  private void accept(PeerState from, GossipMessage message, long nowMillis) {
    seen.add(message.id(), nowMillis);
    gossip.arrived(message.id());
    cache.add(message);
    hasFromOthers(from, message, nowMillis);
    if (message.data().size() > GossipParameters.DONT_WANT_BYTES) {
      Rpc rpc = Rpc.ofDontWant(ImmutableList.of(message.id()));
      othersInMesh(from, message, peer -> peer.version == GossipVersion.V1_2)
          .forEach(peer -> outputs.control(peer, rpc));
    }
    outputs.deliver(from.id, message);
    outputs.message(
        othersInMesh(
            from,
            message,
            peer ->
                !peer.needsNot(message.id(), nowMillis)
                    && !peer.covered.holdBack(message, nowMillis)),
        message,
        false);
  }

  /**
   * Says that a copy came for nothing: a peer that heeds it need not send, and is told of messages
   * instead. Without it the first of two to send copies would go on, for it is sent none.
   */
  private void tellOfNeedless(PeerState from, GossipMessage message, long nowMillis) {
    if (from.version == GossipVersion.V1_2 && from.covered.tellOf(message.author(), nowMillis)) {
      outputs.control(from.id, Rpc.ofDontWant(ImmutableList.of(message.id())));
    }
  }

  /**
   * A peer that passes a message on, or says that it does not want it, got it from another than
   * this node: neither is done to where it came from.
   */
  private static void hasFromOthers(PeerState from, GossipMessage message, long nowMillis) {
    if (!from.id.equals(message.author())) {
      from.covered.shown(message.author(), nowMillis);
    }
  }

  /** Peers of the mesh but for those who have the message: who sent it and who wrote it. */
  private ImmutableList<PeerId> othersInMesh(
      PeerState from, GossipMessage message, Predicate<PeerState> condition) {
    ImmutableList.Builder<PeerId> others = ImmutableList.builder();
    for (PeerId id : meshes.of(message.topic())) {
      PeerState peer = peers.get(id);
      boolean hasIt = id.equals(from.id) || id.equals(message.author());
      if (peer != null && !hasIt && condition.test(peer)) {
        others.add(id);
      }
    }
    return others.build();
  }

  private void heartbeat(long nowMillis) {
    peers.all().forEach(peer -> peer.heartbeat(nowMillis));
    seen.expire(nowMillis);
    gossip.heartbeat(nowMillis);
    meshes.heartbeat(nowMillis);
    fanouts.heartbeat(nowMillis);
    meshes.topics().forEach(topic -> gossip.tell(topic, meshes.of(topic)));
    fanouts.topics().forEach(topic -> gossip.tell(topic, fanouts.of(topic)));
    cache.shift();
  }
}
