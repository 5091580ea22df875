package org.exojvm.transport.libp2p.swarm;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.exojvm.transport.libp2p.identify.Identify;
import org.exojvm.transport.libp2p.identify.IdentifyHandler;
import org.exojvm.transport.libp2p.identify.IdentifyPushHandler;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.ping.PingHandler;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.PeerStream;
import org.exojvm.transport.libp2p.stream.StreamHandler;
import org.exojvm.transport.libp2p.timer.Timers;
import org.exojvm.transport.libp2p.yamux.ReceiveBudget;

/** The swarm, of its parts. */
final class DefaultSwarm implements Swarm {

  private static final String PROTOCOL_VERSION = "exo/0.0.1";

  private final Identity identity;
  private final String agent;
  private final ImmutableList<Multiaddr> wanted;
  private final ImmutableMap<String, StreamHandler> handlers;
  private final Shared shared;
  private final Connections connections = new Connections();
  private final Events events;
  private final Establishment establishment;
  private final Dialler dialler;
  private final KeptAddresses kept;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile ImmutableList<Acceptor> acceptors = ImmutableList.of();

  DefaultSwarm(SwarmBuilder builder, Timers timers) {
    this.identity = builder.identity;
    this.agent = builder.agent;
    this.wanted = ImmutableList.copyOf(builder.listenAddresses);
    this.handlers = withOwn(builder.handlers);
    SwarmTimes times = builder.times;
    this.shared =
        new Shared(
            timers,
            times,
            new Counters(),
            new Tasks(),
            new ReceiveBudget(SwarmLimits.MAX_UNREAD_BYTES),
            builder.random);
    this.events = new Events(builder.listener);
    Upgrader upgrader =
        new Upgrader(
            identity, builder.key, builder.allowed, timers, times.upgrade(), builder.random);
    this.establishment = new Establishment(upgrader, shared, connections, events, handlers);
    this.dialler = new Dialler(shared, connections, establishment::dialled);
    this.kept = new KeptAddresses(dialler::dial, timers, times, builder.random);
    builder.staticPeers.forEach(kept::keep);
  }

  private ImmutableMap<String, StreamHandler> withOwn(Map<String, StreamHandler> given) {
    Map<String, StreamHandler> all = new LinkedHashMap<>();
    all.put(PingHandler.PROTOCOL, new PingHandler());
    all.put(IdentifyHandler.PROTOCOL, new IdentifyHandler(this::describe));
    all.put(IdentifyPushHandler.PROTOCOL, new IdentifyPushHandler());
    all.putAll(given);
    return ImmutableMap.copyOf(all);
  }

  private Identify describe(Multiaddr observed) {
    return new Identify(
        Optional.of(identity.publicKey()),
        LocalAddresses.reachable(listenAddresses()),
        handlers.keySet().asList(),
        Optional.of(observed),
        PROTOCOL_VERSION,
        agent);
  }

  @Override
  public void start() throws IOException {
    List<Acceptor> bound = new ArrayList<>();
    try {
      for (Multiaddr address : wanted) {
        bound.add(new Acceptor(address, establishment::accepted));
      }
    } catch (IOException e) {
      bound.forEach(Acceptor::close);
      throw e;
    }
    acceptors = ImmutableList.copyOf(bound);
    events.start();
    acceptors.forEach(acceptor -> shared.tasks().start("libp2p-accept", acceptor));
    kept.start();
  }

  @Override
  public PeerId self() {
    return identity.peerId();
  }

  @Override
  public ImmutableList<Multiaddr> listenAddresses() {
    return acceptors.stream().map(Acceptor::address).collect(ImmutableList.toImmutableList());
  }

  @Override
  public CompletableFuture<ConnectionInfo> dial(Multiaddr address) {
    return dialler.dial(address).copy();
  }

  @Override
  public boolean keep(Multiaddr address) {
    return kept.keep(address);
  }

  @Override
  public void forget(Multiaddr address) {
    kept.forget(address);
  }

  @Override
  public ImmutableSet<PeerId> peers() {
    return connections.peers();
  }

  @Override
  public ImmutableList<ConnectionInfo> connections(PeerId peer) {
    return connections.of(peer).stream()
        .map(Connection::info)
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public PeerStream openStream(PeerId peer, List<String> protocols) throws IOException {
    IOException last = new IOException("Peer " + peer + " is not connected. Maybe dial it first.");
    for (Connection connection : connections.of(peer)) {
      try {
        return connection.open(protocols);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  @Override
  public void disconnect(PeerId peer, String reason) {
    connections.of(peer).forEach(connection -> connection.close(reason));
  }

  @Override
  public ImmutableMap<Counter, Long> counters() {
    return shared.counters().snapshot();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    acceptors.forEach(Acceptor::close);
    acceptors = ImmutableList.of();
    kept.close();
    dialler.close();
    establishment.close();
    connections.close().forEach(connection -> connection.close("The node leaves the network."));
    try {
      shared.tasks().await(shared.times().closing());
      shared.tasks().interrupt();
      shared.tasks().await(shared.times().closing());
      events.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      shared.tasks().interrupt();
      shared.timers().close();
    }
  }
}
