package org.exojvm.transport.libp2p.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.exojvm.transport.libp2p.swarm.Counter;
import org.exojvm.transport.libp2p.swarm.Swarm;
import org.exojvm.transport.libp2p.swarm.SwarmBuilder;
import org.exojvm.transport.libp2p.swarm.SwarmListener;

/** The swarm and the gossip of a node, without what this product puts into messages. */
final class JavaPeer implements Peer, GossipNetwork, GossipListener, SwarmListener {

  private record Event(String kind, String peer, String text) {}

  private final Events<Event> events = new Events<>();
  private final Gossipsub gossip;
  private final Swarm swarm;

  private JavaPeer(Identity identity, PreSharedKey key) {
    gossip = new Gossipsub(identity, this, _ -> true, this);
    SwarmBuilder builder =
        Swarm.builder(identity, key).listen(Multiaddr.parse("/ip4/127.0.0.1/tcp/0")).listener(this);
    GossipVersion.protocols().forEach(protocol -> builder.handler(protocol, gossip::serve));
    swarm = builder.build();
  }

  static JavaPeer start(int seed, PreSharedKey key) {
    JavaPeer peer =
        new JavaPeer(Identity.ofSeed(HexFormat.of().parseHex("%064x".formatted(seed))), key);
    peer.gossip.start(List.of(TOPIC));
    try {
      peer.swarm.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return peer;
  }

  @Override
  public String id() {
    return swarm.self().toString();
  }

  @Override
  public String address() {
    return swarm.listenAddresses().getFirst().withPeer(swarm.self()).toString();
  }

  @Override
  public void dial(String remote) {
    tryDial(remote)
        .ifPresent(
            error -> {
              throw new AssertionError("Dialling " + remote + " failed: " + error);
            });
  }

  /** Dials; returns why that has failed, if it has. */
  Optional<String> tryDial(String remote) {
    try {
      swarm.dial(Multiaddr.parse(remote)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.of(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(e.toString());
    }
  }

  @Override
  public void publish(String text) {
    gossip.publish(TOPIC, ByteString.copyFrom(text, UTF_8));
  }

  @Override
  public void publish(int size) {
    gossip.publish(TOPIC, ByteString.copyFrom(Peer.pattern(size)));
  }

  @Override
  public void awaitSubscriber(Peer peer) {
    await("subscribed", peer, TOPIC);
  }

  @Override
  public void awaitHeard(Peer author, String text) {
    await("message", author, text);
  }

  private void await(String kind, Peer peer, String text) {
    Event wanted = new Event(kind, peer.id(), text);
    events.await(() -> wanted + " at Java", wanted::equals);
  }

  @Override
  public Set<String> heardTwice() {
    return events.twice(event -> event.kind().equals("message"));
  }

  /** Waits until a connection to a peer has ended. */
  void awaitDisconnected(Peer peer) {
    await("disconnected", peer, "");
  }

  ImmutableList<ConnectionInfo> connections(Peer peer) {
    return swarm.connections(PeerId.parse(peer.id()));
  }

  long count(Counter counter) {
    return swarm.counters().get(counter);
  }

  @Override
  public void connected(ConnectionInfo connection) {
    events.add(new Event("connected", connection.peer().toString(), ""));
    gossip.connected(connection);
  }

  @Override
  public void disconnected(ConnectionInfo connection, String reason) {
    events.add(new Event("disconnected", connection.peer().toString(), ""));
    gossip.disconnected(connection);
  }

  @Override
  public void message(GossipMessage message) {
    events.add(
        new Event(
            "message", message.author().toString(), Peer.textOf(message.data().toByteArray())));
  }

  @Override
  public void topic(PeerId peer, String topic, boolean wanted) {
    events.add(new Event(wanted ? "subscribed" : "unsubscribed", peer.toString(), topic));
  }

  @Override
  public void gone(PeerId peer) {
    events.add(new Event("gone", peer.toString(), ""));
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
