package org.exojvm.benchmarks.network;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.exojvm.transport.libp2p.gossipsub.GossipListener;
import org.exojvm.transport.libp2p.gossipsub.GossipNetwork;
import org.exojvm.transport.libp2p.gossipsub.Gossipsub;
import org.exojvm.transport.libp2p.gossipsub.router.GossipMessage;
import org.exojvm.transport.libp2p.gossipsub.router.GossipVersion;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.PeerStream;
import org.exojvm.transport.libp2p.stream.StreamHandler;
import org.exojvm.transport.libp2p.swarm.Swarm;
import org.exojvm.transport.libp2p.swarm.SwarmBuilder;
import org.exojvm.transport.libp2p.swarm.SwarmListener;

/** The layers below the adapter: a swarm with gossip that counts what it hears. */
final class Host implements GossipNetwork, GossipListener, SwarmListener, AutoCloseable {

  static final String TOPIC = "bench";

  private static final PreSharedKey KEY = PreSharedKey.ofNamespace("bench");
  private static final int PATIENCE_SECONDS = 30;

  private final AtomicInteger subscribers = new AtomicInteger();
  private final AtomicLong heard = new AtomicLong();
  private final Gossipsub gossip;
  private final Swarm swarm;

  private Host(Identity identity, String protocol, StreamHandler handler) {
    gossip = new Gossipsub(identity, this, _ -> true, this);
    SwarmBuilder builder =
        Swarm.builder(identity, KEY)
            .listen(Multiaddr.parse("/ip4/127.0.0.1/tcp/0"))
            .handler(protocol, handler)
            .listener(this);
    GossipVersion.protocols().forEach(version -> builder.handler(version, gossip::serve));
    swarm = builder.build();
  }

  /** Starts a host that serves a protocol beside gossip. */
  static Host start(String protocol, StreamHandler handler) throws IOException {
    Host host = new Host(Identity.generate(), protocol, handler);
    host.gossip.start(List.of(TOPIC));
    host.swarm.start();
    return host;
  }

  static Host start() throws IOException {
    return start("/bench/nothing/1.0.0", PeerStream::close);
  }

  Swarm swarm() {
    return swarm;
  }

  PeerId id() {
    return swarm.self();
  }

  Multiaddr address() {
    return swarm.listenAddresses().getFirst().withPeer(id());
  }

  void connect(Host other) throws Exception {
    swarm.dial(other.address()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Waiting.until(() -> subscribers.get() > 0 && other.subscribers.get() > 0);
  }

  void publish(ByteString data) {
    gossip.publish(TOPIC, data);
  }

  long heard() {
    return heard.get();
  }

  @Override
  public void message(GossipMessage message) {
    heard.incrementAndGet();
  }

  @Override
  public void topic(PeerId peer, String topic, boolean wanted) {
    subscribers.addAndGet(wanted ? 1 : -1);
  }

  @Override
  public void gone(PeerId peer) {
    // Nobody goes before the end.
  }

  @Override
  public void connected(ConnectionInfo connection) {
    gossip.connected(connection);
  }

  @Override
  public void disconnected(ConnectionInfo connection, String reason) {
    gossip.disconnected(connection);
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
  public void close() {
    swarm.close();
    gossip.close();
  }
}
