package org.exojvm.transport.libp2p.gossipsub;

import com.google.common.util.concurrent.Uninterruptibles;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex;
import org.exojvm.transport.libp2p.gossipsub.router.GossipMessage;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.MemoryStream;
import org.exojvm.transport.libp2p.stream.PeerStream;

/** Nodes that gossip in one process: connections are numbers, streams are in memory. */
final class MemoryGossip implements AutoCloseable {

  private static final Multiaddr SOMEWHERE = Multiaddr.parse("/ip4/127.0.0.1/tcp/1");
  private static final int STREAM_BYTES = 256 << 10;

  private final Map<PeerId, Node> nodes = new ConcurrentHashMap<>();
  private final AtomicLong connectionIds = new AtomicLong();
  private final List<Thread> servers = new CopyOnWriteArrayList<>();

  /** One node and what it was told. */
  static final class Node implements GossipListener {

    final Identity identity;
    final Gossipsub gossip;
    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<String> topics = new CopyOnWriteArrayList<>();
    final List<String> disconnected = new CopyOnWriteArrayList<>();
    final Map<PeerId, List<ConnectionInfo>> connections = new ConcurrentHashMap<>();
    final List<MemoryStream> opened = new CopyOnWriteArrayList<>();

    /** Whether it reads nothing of what it is sent. */
    volatile boolean isDeaf;

    private Node(Identity identity, MemoryGossip network, List<PeerId> unwanted) {
      this.identity = identity;
      GossipNetwork streams =
          new GossipNetwork() {
            @Override
            public PeerStream open(PeerId peer, List<String> protocols) throws IOException {
              return network.open(Node.this, peer, protocols.getFirst());
            }

            @Override
            public void disconnect(PeerId peer, String reason) {
              disconnected.add(reason);
            }
          };
      gossip = new Gossipsub(identity, streams, peer -> !unwanted.contains(peer), this);
    }

    PeerId id() {
      return identity.peerId();
    }

    void publish(String topic, String text) {
      gossip.publish(topic, ByteString.copyFromUtf8(text));
    }

    @Override
    public void message(GossipMessage message) {
      int size = message.data().size();
      messages.add(size > 100 ? size + " bytes" : message.data().toStringUtf8());
    }

    @Override
    public void topic(PeerId peer, String topic, boolean wanted) {
      topics.add((wanted ? "+" : "-") + topic);
    }

    @Override
    public void gone(PeerId peer) {
      topics.add("gone");
    }
  }

  Node node(int seed, PeerId... unwanted) {
    byte[] bytes = new byte[Identity.SEED_BYTES];
    bytes[0] = (byte) seed;
    Node node = new Node(Identity.ofSeed(bytes), this, List.of(unwanted));
    nodes.put(node.id(), node);
    node.gossip.start(List.of("commands"));
    return node;
  }

  /** Connects two nodes once more. */
  void connect(Node a, Node b) {
    long id = connectionIds.incrementAndGet();
    connected(a, new ConnectionInfo(id, b.id(), SOMEWHERE, true));
    connected(b, new ConnectionInfo(id, a.id(), SOMEWHERE, false));
  }

  private static void connected(Node node, ConnectionInfo connection) {
    node.connections.computeIfAbsent(connection.peer(), _ -> new ArrayList<>()).add(connection);
    node.gossip.connected(connection);
  }

  /** Breaks the oldest connection of two nodes, with its streams. */
  void disconnect(Node a, Node b) {
    for (Node node : List.of(a, b)) {
      Node other = node == a ? b : a;
      ConnectionInfo broken = node.connections.get(other.id()).removeFirst();
      node.opened.stream()
          .filter(stream -> stream.connection().id() == broken.id())
          .forEach(MemoryStream::reset);
      node.gossip.disconnected(broken);
    }
  }

  /** Opens a stream to a node on which anything can be written. */
  Duplex open(Node from, PeerId to) throws IOException {
    return open(from, to, "/meshsub/1.2.0");
  }

  private MemoryStream open(Node from, PeerId to, String protocol) throws IOException {
    Node target = nodes.get(to);
    List<ConnectionInfo> connections = from.connections.getOrDefault(to, List.of());
    if (target == null || connections.isEmpty()) {
      throw new IOException("There is no connection to " + to);
    }
    ConnectionInfo here = connections.getFirst();
    MemoryDuplex.Pair pair = MemoryDuplex.pair(STREAM_BYTES);
    ConnectionInfo there = new ConnectionInfo(here.id(), from.id(), SOMEWHERE, !here.outbound());
    MemoryStream theirs = new MemoryStream(pair.right(), there, protocol);
    if (!target.isDeaf) {
      servers.add(Thread.ofVirtual().start(() -> serve(target, theirs)));
    }
    MemoryStream ours = new MemoryStream(pair.left(), here, protocol);
    from.opened.add(ours);
    return ours;
  }

  private static void serve(Node target, MemoryStream stream) {
    try (stream) {
      target.gossip.serve(stream);
    } catch (IOException _) {
      stream.reset();
    }
  }

  @Override
  public void close() {
    nodes.values().forEach(node -> node.opened.forEach(MemoryStream::reset));
    nodes.values().forEach(node -> node.gossip.close());
    servers.forEach(Uninterruptibles::joinUninterruptibly);
  }
}
