package org.exojvm.transport.libp2p.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.exojvm.api.transport.RecordingListener;
import org.exojvm.api.transport.Topic;
import org.exojvm.transport.libp2p.Libp2pConfig;
import org.exojvm.transport.libp2p.Libp2pTransport;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.gossipsub.rpc.RawMessage;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.gossipsub.rpc.RpcCodec;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.identity.PublicKey;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.Uvarint;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;
import org.exojvm.transport.libp2p.yamux.YamuxLimits;
import org.junit.jupiter.api.Test;

/**
 * Goal: under a flood of all that the layers can be fed, a node counts what each attack is, serves
 * its friends meanwhile, and holds no more memory than its bounds allow. Method: every attack once
 * alone, then all of strangers, and all of members, in several threads at once; {@code
 * -Dexo.flood=60} lets it take a minute.
 */
class FloodTest {

  private static final int SECONDS = Integer.getInteger("exo.flood", 1);
  private static final int THREADS_PER_ATTACK = 2;
  private static final int REPEATS = 2_000;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long MEBIBYTE = 1L << 20;

  /** Unread bytes of streams, packets of gossip, bodies of requests, and half of it again. */
  private static final long MAX_GROWTH_BYTES = 384 * MEBIBYTE;

  private static final String NAMESPACE = "flood";
  private static final PreSharedKey KEY = PreSharedKey.ofNamespace(NAMESPACE);
  private static final byte[] GARBAGE = new byte[16 << 10];

  static {
    Arrays.fill(GARBAGE, (byte) 0xa7);
  }

  /** One connection of an attack, until the node closes it. */
  @FunctionalInterface
  private interface Attack {

    void run(Attacker attacker) throws IOException;
  }

  /** An attack, what the node counts it as, and whether it comes from a member of the network. */
  private record Kind(String counter, Attack attack, boolean isOfMember) {}

  private static final String WRONG_KEY = "swarm.failed_security_negotiation";
  private static final String VIOLATION = "swarm.protocol_violation";
  private static final String NOT_NEGOTIATED = "swarm.stream_negotiation_failed";
  private static final String GOSSIP = "/meshsub/1.1.0";

  private static final ImmutableMap<String, Kind> ATTACKS =
      ImmutableMap.<String, Kind>builder()
          .put(
              "garbage instead of the network",
              stranger(WRONG_KEY, a -> flood(a.socket(), GARBAGE)))
          .put("silence", stranger("swarm.evicted", FloodTest::silence))
          .put(
              "a wrong key",
              stranger(
                  WRONG_KEY, a -> flood(a.network(PreSharedKey.ofNamespace("guess")), GARBAGE)))
          .put(
              "garbage instead of a negotiation",
              stranger(WRONG_KEY, a -> flood(a.network(KEY), GARBAGE)))
          .put(
              "garbage instead of a handshake",
              stranger("swarm.failed_noise", a -> flood(a.beforeHandshake(), GARBAGE)))
          .put("garbage instead of frames", member(VIOLATION, a -> flood(a.session(), GARBAGE)))
          .put(
              "a lying length",
              member(VIOLATION, a -> flood(a.session(), Attacker.frame(0, 1, 1, -1))))
          .put(
              "an unsolicited pong",
              member(VIOLATION, a -> flood(a.session(), Attacker.frame(2, 2, 0, 7))))
          .put("pings without end", member(VIOLATION, a -> flood(a.session(), pings())))
          .put("streams without end", member(NOT_NEGOTIATED, FloodTest::streams))
          .put("streams reset at once", member(NOT_NEGOTIATED, FloodTest::resets))
          .put("more than the window", member(VIOLATION, FloodTest::beyondTheWindow))
          .put("garbage on gossip", member("gossip.malformed", a -> say(a, GOSSIP, GARBAGE)))
          .put(
              "a lying length on gossip",
              member("gossip.malformed", a -> say(a, GOSSIP, new byte[] {-1, -1, 127})))
          .put("gossip of nobody", member("gossip.let_go.bad_author", a -> gossip(a, nobodys())))
          .put("forged gossip", member("gossip.expelled", a -> gossip(a, forged())))
          .put(
              "requests that stop in the middle",
              member("swarm.streams_failed", FloodTest::halfRequests))
          .buildOrThrow();

  private static Kind stranger(String counter, Attack attack) {
    return new Kind(counter, attack, false);
  }

  private static Kind member(String counter, Attack attack) {
    return new Kind(counter, attack, true);
  }

  private final Map<String, LongAdder> closed = new ConcurrentHashMap<>();

  private static void flood(Duplex duplex, byte[] piece) throws IOException {
    for (int i = 0; i < REPEATS; i++) {
      duplex.write(piece);
      duplex.flush();
    }
    Nodes.awaitClosed(duplex);
  }

  /** More than may be unauthenticated, so the first of them has to make room. */
  private static void silence(Attacker attacker) throws IOException {
    List<Duplex> silent = new ArrayList<>();
    for (int i = 0; i <= SwarmLimits.MAX_UNAUTHENTICATED; i++) {
      silent.add(attacker.socket());
    }
    Nodes.awaitClosed(silent.getFirst());
    silent.forEach(Duplex::close);
  }

  /** Whose answers nobody reads. */
  private static byte[] pings() {
    ByteBuffer pings = ByteBuffer.allocate(12 * REPEATS);
    for (int i = 0; i < REPEATS; i++) {
      pings.put(Attacker.frame(2, 1, 0, i));
    }
    return pings.array();
  }

  private static void streams(Attacker attacker) throws IOException {
    Duplex session = attacker.session();
    for (int i = 0; i < REPEATS; i++) {
      session.write(Attacker.frame(1, 1, 2 * i + 1, 0));
    }
    leave(session);
  }

  private static void resets(Attacker attacker) throws IOException {
    Duplex session = attacker.session();
    for (int i = 0; i < REPEATS; i++) {
      session.write(Attacker.opening(2 * i + 1, "/ipfs/ping/1.0.0", new byte[0]));
      session.write(Attacker.frame(1, 8, 2 * i + 1, 0));
    }
    leave(session);
  }

  /** So that all is read before; who only closes may take back what is under way. */
  private static void leave(Duplex session) throws IOException {
    session.write(Attacker.frame(3, 0, 0, 0));
    session.flush();
    Nodes.awaitClosed(session);
  }

  /**
   * Waits until the node has agreed to the protocol of the first stream, and reads what is said.
   */
  private static void awaitAnswer(Duplex session) throws IOException {
    session.flush();
    ByteBuffer header = ByteBuffer.wrap(session.readFully(12));
    while (header.get(1) != 0 || header.getInt(4) != 1) {
      session.readFully(header.get(1) == 0 ? header.getInt(8) : 0);
      header = ByteBuffer.wrap(session.readFully(12));
    }
  }

  /** On streams that nobody reads yet, for as many as may be are negotiated before them. */
  private static void beyondTheWindow(Attacker attacker) throws IOException {
    Duplex session = attacker.session();
    int last = 2 * (SwarmLimits.MAX_NEGOTIATING + SwarmLimits.MAX_WAITING) - 1;
    for (int stream = 1; stream <= last; stream += 2) {
      session.write(Attacker.frame(1, 1, stream, 0));
    }
    for (int stream = last; stream > 1; stream -= 2) {
      for (int sent = 0; sent <= YamuxLimits.INITIAL_WINDOW; sent += GARBAGE.length) {
        session.write(Attacker.frame(0, 0, stream, GARBAGE.length));
        session.write(GARBAGE);
      }
      session.flush();
    }
    Nodes.awaitClosed(session);
  }

  private static void say(Attacker attacker, String protocol, byte[] said) throws IOException {
    Duplex session = attacker.session();
    session.write(Attacker.opening(1, protocol, said));
    session.flush();
    Nodes.awaitClosed(session);
  }

  /** Packets in one stream until the node closes it or all are said. */
  private static void gossip(Attacker attacker, List<RawMessage> messages) throws IOException {
    Duplex session = attacker.session();
    session.write(Attacker.opening(1, GOSSIP, new byte[0]));
    int said = 0;
    for (RawMessage message : messages) {
      byte[] packet = RpcCodec.encode(Rpc.ofMessage(message));
      byte[] length = Uvarint.encode(packet.length);
      said += length.length + packet.length;
      // No more than the first window: what is beyond would break another rule.
      if (said < YamuxLimits.INITIAL_WINDOW - GARBAGE.length) {
        session.write(Attacker.frame(0, 0, 1, length.length + packet.length));
        session.write(length);
        session.write(packet);
      }
    }
    awaitAnswer(session);
    leave(session);
  }

  private static List<RawMessage> nobodys() {
    ByteString three = ByteString.copyFrom(new byte[] {1, 2, 3});
    return Collections.nCopies(
        REPEATS, new RawMessage(three, three, three, Topic.COMMANDS.wireName(), three, null));
  }

  /** In the name of another, with what looks like a signature: each costs a look at it. */
  private static List<RawMessage> forged() {
    ByteString author = ByteString.copyFrom(Identity.generate().peerId().bytes());
    ByteString signature = ByteString.copyFrom(new byte[PublicKey.SIGNATURE_BYTES]);
    List<RawMessage> messages = new ArrayList<>();
    for (long i = 0; i < REPEATS; i++) {
      ByteString number = ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(i).flip());
      messages.add(
          new RawMessage(author, author, number, Topic.COMMANDS.wireName(), signature, null));
    }
    return messages;
  }

  private static void halfRequests(Attacker attacker) throws IOException {
    Duplex session = attacker.session();
    byte[] begun = new byte[4 << 10];
    begun[0] = 3;
    for (int i = 0; i < 100; i++) {
      session.write(Attacker.opening(2 * i + 1, "/exo-jvm/request/1.0.0", begun));
    }
    awaitAnswer(session);
    leave(session);
  }

  private static Libp2pTransport transport(RecordingListener listener) {
    Libp2pTransport transport =
        new Libp2pTransport(
            Libp2pConfig.builder()
                .namespace(NAMESPACE)
                .listen("/ip4/127.0.0.1/tcp/0")
                .mdns(false)
                .build());
    transport.start(listener);
    return transport;
  }

  private void attack(String name, Attack attack, Attacker attacker, long end) {
    do {
      try {
        attack.run(attacker);
      } catch (IOException ignored) {
        // Which is what is wanted.
      }
      closed.computeIfAbsent(name, _ -> new LongAdder()).increment();
    } while (System.nanoTime() - end < 0);
  }

  private static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void friendsAreServedWhileOthersFloodAndMemoryIsBounded() throws Exception {
    RecordingListener toldNode = new RecordingListener();
    RecordingListener toldFriend = new RecordingListener();
    try (Libp2pTransport node = transport(toldNode);
        Libp2pTransport friend = transport(toldFriend)) {
      friend.keep(node.listenAddresses().getFirst());
      awaitFriends(node, friend);
      int port = Multiaddr.parse(node.listenAddresses().getFirst()).tcpPort().orElseThrow();
      eachOnceIsCounted(port, node);
      long before = heapAfterCollection();
      Talk talk = new Talk(node, toldNode, friend, toldFriend);
      long most = Math.max(floodOf(false, port, talk), floodOf(true, port, talk));

      talk.round();
      long after = heapAfterCollection();
      System.out.printf(
          "flood of %d s: heap after collection %d MiB before, at most %d MiB, %d MiB after;"
              + " friends talked %d times, the slowest took %d ms%n",
          SECONDS,
          before / MEBIBYTE,
          most / MEBIBYTE,
          after / MEBIBYTE,
          talk.rounds(),
          talk.slowestMillis());
      new TreeMap<>(closed)
          .forEach((name, count) -> System.out.printf("  %-34s %s%n", name, count));
      System.out.println("  " + counted(node));
      assertThat(most - before).isLessThan(MAX_GROWTH_BYTES);
      // One at the least under each flood, and the one after it.
      assertThat(talk.rounds()).isGreaterThan(2);
    }
  }

  /**
   * Each attack alone, so that it is known what counted it; under a flood, those that begin late
   * make room for others before they have begun.
   */
  private void eachOnceIsCounted(int port, Libp2pTransport node) {
    try (Attacker attacker = new Attacker(port, KEY)) {
      ATTACKS.forEach(
          (name, kind) -> {
            long before = count(node, kind.counter());
            attack(name, kind.attack(), attacker, System.nanoTime());
            await(name + " is counted", () -> count(node, kind.counter()) > before);
          });
    }
  }

  private static long count(Libp2pTransport node, String counter) {
    return node.counters().getOrDefault(counter, -1L);
  }

  /**
   * Strangers or members attack for half of the time; returns the most that the heap held after a
   * collection meanwhile. Not both at once, for strangers would keep members of one machine out.
   */
  private long floodOf(boolean members, int port, Talk talk) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS) / 2;
    List<Thread> threads = new ArrayList<>();
    long most = 0;
    try (Attacker attacker = new Attacker(port, KEY)) {
      ATTACKS.forEach(
          (name, kind) -> {
            for (int i = 0; kind.isOfMember() == members && i < THREADS_PER_ATTACK; i++) {
              threads.add(
                  Thread.startVirtualThread(() -> attack(name, kind.attack(), attacker, end)));
            }
          });
      do {
        talk.round();
        most = Math.max(most, heapAfterCollection());
      } while (System.nanoTime() - end < 0);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return most;
  }

  /** What friends have to say to each other: messages both ways, and a request. */
  private static final class Talk {

    private final Libp2pTransport node;
    private final RecordingListener toldNode;
    private final Libp2pTransport friend;
    private final RecordingListener toldFriend;
    private int rounds;
    private long slowestNanos;

    Talk(
        Libp2pTransport node,
        RecordingListener toldNode,
        Libp2pTransport friend,
        RecordingListener toldFriend) {
      this.node = node;
      this.toldNode = toldNode;
      this.friend = friend;
      this.toldFriend = toldFriend;
    }

    int rounds() {
      return rounds;
    }

    long slowestMillis() {
      return TimeUnit.NANOSECONDS.toMillis(slowestNanos);
    }

    void round() {
      long start = System.nanoTime();
      String text = "round " + rounds++;
      byte[] payload = text.getBytes(UTF_8);
      node.publish(Topic.COMMANDS, payload);
      friend.publish(Topic.COMMANDS, payload);
      assertThat(friend.request(node.self(), payload).toCompletableFuture().join())
          .asString(UTF_8)
          .isEqualTo(friend.self().value() + " asked " + text);
      await(text + " is heard by the friend", () -> hasHeard(toldFriend, node, text));
      await(text + " is heard by the node", () -> hasHeard(toldNode, friend, text));
      slowestNanos = Math.max(slowestNanos, System.nanoTime() - start);
    }

    private static boolean hasHeard(RecordingListener told, Libp2pTransport author, String text) {
      return told.messages()
          .contains(Topic.COMMANDS.wireName() + " " + author.self().value() + " " + text);
    }
  }

  private static void awaitFriends(Libp2pTransport node, Libp2pTransport friend) {
    await(
        "friends meet",
        () -> node.peers().contains(friend.self()) && friend.peers().contains(node.self()));
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static Map<String, Long> counted(Libp2pTransport node) {
    Map<String, Long> counted = new TreeMap<>();
    node.counters()
        .forEach(
            (name, count) -> {
              if (count > 0) {
                counted.put(name, count);
              }
            });
    return counted;
  }
}
