package org.exojvm.transport.libp2p.gossipsub.router;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;
import org.exojvm.transport.libp2p.gossipsub.rpc.RawMessage;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.multiformats.PeerId;

/**
 * Many routers in one thread on a clock of their own. What is sent over one connection arrives in
 * order, after a delay that changes; what is under way when a connection breaks is lost; messages,
 * not control, are lost as from a full queue while {@link #lossPercent} is above 0.
 */
final class RouterNetwork {

  private static final int MAX_DELAY_MILLIS = 50;

  private record Event(long millis, long number, Runnable action) {}

  private record Wire(int from, int to) {}

  private record Delivery(int node, MessageId id) {}

  private final Random random;
  private final List<GossipsubRouter> routers = new ArrayList<>();
  private final List<Set<String>> topics = new ArrayList<>();
  private final Map<PeerId, Integer> numbers = new HashMap<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::millis).thenComparingLong(Event::number));
  private final Map<Wire, Long> connections = new HashMap<>();
  private final Map<Wire, Long> lastArrival = new HashMap<>();
  private final Map<Delivery, Integer> deliveries = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private long now;
  private long eventNumber;
  private long epoch;
  private long seqno;
  private long copies;
  int lossPercent;
  List<GossipVersion> versions = List.of(GossipVersion.values());

  RouterNetwork(int nodes, boolean floodsOwn, long seed) {
    random = new Random(seed);
    for (int i = 0; i < nodes; i++) {
      int node = i;
      numbers.put(peer(i), i);
      topics.add(new HashSet<>());
      Random own = new Random(random.nextLong());
      routers.add(
          new GossipsubRouter(peer(i), floodsOwn, _ -> MessageCheck.Verdict.ACCEPT, own::nextInt));
      at(random.nextInt(1_000), () -> heartbeat(node));
      at(random.nextInt(1_000), () -> announce(node));
    }
  }

  static PeerId peer(int node) {
    return PeerId.ofKey(new byte[] {(byte) node, (byte) (node >> Byte.SIZE)});
  }

  static GossipMessage message(int author, long seqno, String topic, int bytes) {
    RawMessage raw =
        new RawMessage(
            ByteString.copyFrom(peer(author).bytes()),
            ByteString.copyFrom(new byte[bytes]),
            ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(seqno).array()),
            topic,
            null,
            null);
    return GossipMessage.of(peer(author), seqno, raw);
  }

  int nodes() {
    return routers.size();
  }

  boolean isConnected(int a, int b) {
    return connections.containsKey(new Wire(a, b)) && connections.containsKey(new Wire(b, a));
  }

  boolean isJoined(int node, String topic) {
    return topics.get(node).contains(topic);
  }

  /** What went against a rule that always holds. */
  List<String> faults() {
    return faults;
  }

  void connect(int dialler, int listener) {
    Wire there = new Wire(dialler, listener);
    Wire back = new Wire(listener, dialler);
    if (dialler == listener || connections.containsKey(there) || connections.containsKey(back)) {
      return;
    }
    connections.put(there, epoch);
    connections.put(back, epoch++);
    step(dialler, new RouterInput.PeerConnected(peer(listener), true));
    step(listener, new RouterInput.PeerConnected(peer(dialler), false));
    step(dialler, new RouterInput.PeerNegotiated(peer(listener), version()));
    step(listener, new RouterInput.PeerNegotiated(peer(dialler), version()));
  }

  private GossipVersion version() {
    return versions.get(random.nextInt(versions.size()));
  }

  /** One side notices at once, the other a while later. */
  void disconnect(int a, int b) {
    if (isConnected(a, b)) {
      connections.remove(new Wire(a, b));
      step(a, new RouterInput.PeerDisconnected(peer(b)));
      at(
          random.nextInt(100),
          () -> {
            connections.remove(new Wire(b, a));
            step(b, new RouterInput.PeerDisconnected(peer(a)));
          });
    }
  }

  void join(int node, String topic) {
    topics.get(node).add(topic);
    step(node, new RouterInput.Join(topic));
  }

  void leave(int node, String topic) {
    topics.get(node).remove(topic);
    step(node, new RouterInput.Leave(topic));
  }

  MessageId publish(int node, String topic, int bytes) {
    GossipMessage message = message(node, seqno++, topic, bytes);
    step(node, new RouterInput.Publish(message));
    return message.id();
  }

  int deliveries(int node, MessageId id) {
    return deliveries.getOrDefault(new Delivery(node, id), 0);
  }

  /** Lets time pass. */
  void run(long millis) {
    long end = now + millis;
    while (!events.isEmpty() && events.peek().millis() <= end) {
      Event event = events.remove();
      now = event.millis();
      event.action().run();
    }
    now = end;
  }

  private void at(long delayMillis, Runnable action) {
    events.add(new Event(now + delayMillis, eventNumber++, action));
  }

  private void heartbeat(int node) {
    step(node, new RouterInput.Heartbeat());
    for (String topic : topics.get(node)) {
      int mesh = routers.get(node).mesh(topic).size();
      check(mesh <= GossipParameters.MAX_MESH_PEERS, node + " has a mesh of " + mesh);
    }
    RouterSize size = routers.get(node).size();
    check(size.cached() <= size.seen(), node + " keeps what it has not seen: " + size);
    at(GossipParameters.HEARTBEAT_MILLIS, () -> heartbeat(node));
  }

  private void announce(int node) {
    step(node, new RouterInput.Announce());
    at(GossipParameters.ANNOUNCE_MILLIS, () -> announce(node));
  }

  private void step(int node, RouterInput input) {
    for (RouterOutput output : routers.get(node).step(input, now)) {
      carryOut(node, output);
    }
  }

  private void carryOut(int node, RouterOutput output) {
    switch (output) {
      case RouterOutput.SendControl(PeerId to, Rpc rpc) -> send(node, numbers.get(to), rpc);
      case RouterOutput.SendMessage(var to, GossipMessage message, _) ->
          to.forEach(peer -> sendPerhaps(node, numbers.get(peer), message));
      case RouterOutput.Deliver(_, GossipMessage message) -> deliver(node, message);
      case RouterOutput.Expel(PeerId peer, _) ->
          check(false, node + " puts out " + numbers.get(peer));
      case RouterOutput.PeerTopic _, RouterOutput.Has _, RouterOutput.Dropped _ -> {}
    }
  }

  /** Returns how many copies of messages were sent since the start. */
  long copies() {
    return copies;
  }

  private void sendPerhaps(int from, int to, GossipMessage message) {
    copies++;
    if (random.nextInt(100) >= lossPercent) {
      send(from, to, Rpc.ofMessage(message.raw()));
    }
  }

  private void send(int from, int to, Rpc rpc) {
    Wire wire = new Wire(from, to);
    Long sentIn = connections.get(wire);
    check(sentIn != null, from + " sends to " + to + ", to which it is not connected");
    if (sentIn == null) {
      return;
    }
    long arrival =
        Math.max(now + random.nextInt(MAX_DELAY_MILLIS), lastArrival.getOrDefault(wire, 0L));
    lastArrival.put(wire, arrival);
    at(
        arrival - now,
        () -> {
          boolean stillUp =
              sentIn.equals(connections.get(wire))
                  && sentIn.equals(connections.get(new Wire(to, from)));
          if (stillUp) {
            step(to, new RouterInput.RpcReceived(peer(from), rpc));
          }
        });
  }

  private void deliver(int node, GossipMessage message) {
    check(isJoined(node, message.topic()), node + " is given what it has not joined");
    check(!message.author().equals(peer(node)), node + " is given its own");
    int times = deliveries.merge(new Delivery(node, message.id()), 1, Integer::sum);
    check(times == 1, node + " is given " + message.id() + " " + times + " times");
  }

  private void check(boolean holds, String fault) {
    if (!holds) {
      faults.add(now + " ms: " + fault);
    }
  }
}
