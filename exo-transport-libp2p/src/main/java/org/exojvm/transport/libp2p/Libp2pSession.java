package org.exojvm.transport.libp2p;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.PublishResult;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportException;
import org.exojvm.api.transport.TransportListener;
import org.exojvm.transport.libp2p.gossipsub.GossipNetwork;
import org.exojvm.transport.libp2p.gossipsub.Gossipsub;
import org.exojvm.transport.libp2p.gossipsub.router.GossipVersion;
import org.exojvm.transport.libp2p.mdns.Mdns;
import org.exojvm.transport.libp2p.mdns.MdnsListener;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.request.RequestClient;
import org.exojvm.transport.libp2p.request.RequestLimits;
import org.exojvm.transport.libp2p.request.RequestServer;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.PeerStream;
import org.exojvm.transport.libp2p.swarm.LocalAddresses;
import org.exojvm.transport.libp2p.swarm.Swarm;
import org.exojvm.transport.libp2p.swarm.SwarmBuilder;
import org.exojvm.transport.libp2p.swarm.SwarmListener;
import org.jspecify.annotations.Nullable;

/** A transport from its start to its end: the parts, and how they are joined. */
final class Libp2pSession implements GossipNetwork, SwarmListener, MdnsListener, AutoCloseable {

  private static final ImmutableSet<String> TOPICS =
      Arrays.stream(Topic.values()).map(Topic::wireName).collect(ImmutableSet.toImmutableSet());

  private final NodeId self;
  private final Deliveries deliveries;
  private final AddressBook addresses = new AddressBook();
  private final ShortTasks tasks = new ShortTasks();
  private final Predicate<PeerId> isAllowed;
  private final Presence presence;
  private final Arrivals arrivals;
  private final Swarm swarm;
  private final Gossipsub gossip;
  private final Outbox outbox;
  private final RequestClient client;
  private final Answers answers;
  private final RequestServer server;
  private final LongAdder dropped = new LongAdder();
  private final Object publishing = new Object();
  private @Nullable Mdns mdns;

  private Libp2pSession(Libp2pConfig config, TransportListener listener) {
    self = config.nodeId();
    deliveries = new Deliveries(self.value(), listener);
    isAllowed = config::allows;
    presence = new Presence(TOPICS, deliveries, tasks, this::evidence);
    arrivals = new Arrivals(presence, deliveries);
    gossip = new Gossipsub(config.identity(), this, isAllowed, arrivals);
    answers = new Answers(self, deliveries);
    server = new RequestServer(answers);
    swarm = swarm(config);
    client = new RequestClient(peer -> swarm.openStream(peer, List.of(RequestLimits.PROTOCOL)));
    outbox = new Outbox(self.value(), gossip::publish);
  }

  private Swarm swarm(Libp2pConfig config) {
    SwarmBuilder builder =
        Swarm.builder(config.identity(), config.key())
            .listen(config.listen().toArray(Multiaddr[]::new))
            .staticPeers(config.peers())
            .allow(config.allowed())
            .handler(RequestLimits.PROTOCOL, server)
            .listener(this);
    GossipVersion.protocols().forEach(protocol -> builder.handler(protocol, gossip::serve));
    return builder.build();
  }

  /** Joins the network; the listener is told nothing before {@link #deliver}. */
  static Libp2pSession start(Libp2pConfig config, TransportListener listener) {
    Libp2pSession session = new Libp2pSession(config, listener);
    session.gossip.start(TOPICS);
    session.outbox.start();
    try {
      session.swarm.start();
    } catch (IOException e) {
      session.close();
      throw new TransportException(
          "Node %s cannot listen at %s: %s. Maybe another process does."
              .formatted(session.self, config.listen(), e.getMessage()));
    }
    if (config.mdns()) {
      session.lookAround(config);
    }
    return session;
  }

  /** Begins to tell the listener, which may use the transport from here on. Called once. */
  void deliver() {
    deliveries.start();
  }

  private void lookAround(Libp2pConfig config) {
    Mdns started =
        new Mdns(config.identity().peerId(), swarm.listenAddresses(), config.interfaces(), this);
    mdns = started;
    started.start();
  }

  PublishResult publish(Topic topic, byte[] payload) {
    if (payload.length > Transport.MAX_MESSAGE_BYTES) {
      return PublishResult.TOO_LARGE;
    }
    byte[] copy = payload.clone();
    // Both in one step, so that this node hears its messages in the order in which others do.
    synchronized (publishing) {
      boolean isSent = outbox.offer(topic, copy);
      boolean isDelivered =
          deliveries.offer(1, copy.length, listener -> listener.onMessage(topic, self, copy));
      if (isSent && isDelivered) {
        return PublishResult.SENT;
      }
      dropped.increment();
      return PublishResult.DROPPED;
    }
  }

  CompletionStage<byte[]> request(NodeId peer, byte[] payload) {
    try {
      return client.ask(PeerId.parse(peer.value()), payload.clone());
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(
          new TransportException("There is no peer '%s': %s".formatted(peer, e.getMessage())));
    }
  }

  ImmutableSet<NodeId> peers() {
    return presence.present().stream()
        .map(Libp2pSession::nodeId)
        .collect(ImmutableSet.toImmutableSet());
  }

  Optional<org.exojvm.api.topology.Multiaddr> addressOf(NodeId peer) {
    try {
      return addresses
          .of(PeerId.parse(peer.value()))
          .map(address -> org.exojvm.api.topology.Multiaddr.parse(address.toString()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  boolean keep(String address) {
    return swarm.keep(Multiaddr.parse(address));
  }

  ImmutableList<String> listenAddresses() {
    PeerId id = swarm.self();
    return LocalAddresses.reachable(swarm.listenAddresses()).stream()
        .map(address -> address.withPeer(id).toString())
        .collect(ImmutableList.toImmutableList());
  }

  ImmutableMap<String, Long> counters() {
    ImmutableMap.Builder<String, Long> counters = ImmutableMap.builder();
    swarm.counters().forEach((name, count) -> counters.put(name("swarm.", name), count));
    gossip.counters().forEach((name, count) -> counters.put(name("gossip.", name), count));
    gossip.drops().forEach((name, count) -> counters.put(name("gossip.let_go.", name), count));
    arrivals.counters().forEach((name, count) -> counters.put("messages." + name, count));
    return counters
        .put("messages.sent", outbox.sent())
        .put("messages.refused", dropped.sum())
        .put("requests.failed", client.failed())
        .put("requests.served", server.served())
        .put("requests.refused", server.refused())
        .buildOrThrow();
  }

  private static String name(String prefix, Enum<?> counter) {
    return prefix + counter.name().toLowerCase(Locale.ROOT);
  }

  static NodeId nodeId(PeerId peer) {
    return NodeId.of(peer.toString());
  }

  private Evidence.Finding evidence(PeerId peer) {
    return addresses.of(peer).map(Evidence::at).orElse(Evidence.Finding.SILENT);
  }

  private void locate(ConnectionInfo connection) {
    Locator.listenAddress(connection, protocols -> swarm.openStream(connection.peer(), protocols))
        .ifPresent(address -> addresses.note(connection.peer(), address));
  }

  @Override
  public PeerStream open(PeerId peer, List<String> protocols) throws IOException {
    return swarm.openStream(peer, protocols);
  }

  @Override
  public void disconnect(PeerId peer, String reason) {
    swarm.disconnect(peer, reason);
  }

  @Override
  public void connected(ConnectionInfo connection) {
    gossip.connected(connection);
    tasks.start("address-of-" + connection.peer(), () -> locate(connection));
  }

  @Override
  public void disconnected(ConnectionInfo connection, String reason) {
    gossip.disconnected(connection);
  }

  @Override
  public void found(Multiaddr address) {
    if (address.peerId().filter(isAllowed).isPresent()) {
      swarm.keep(address);
    }
  }

  @Override
  public void expired(Multiaddr address) {
    swarm.forget(address);
  }

  /** Ends from the outside in: first nobody new is found, last nothing is delivered any more. */
  @Override
  public void close() {
    Mdns looking = mdns;
    if (looking != null) {
      looking.close();
    }
    deliveries.close();
    answers.close();
    swarm.close();
    gossip.close();
    outbox.close();
    tasks.close();
  }
}
