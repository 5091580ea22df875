package org.exojvm.transport.libp2p.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;
import org.junit.jupiter.api.Test;

/**
 * Goal: under a flood of all that the layers can be fed, a node closes and counts who attacks, goes
 * on with its friends, and holds no more memory than its bounds allow. Method: every attack in
 * several threads at once; {@code -Dexo.flood=60} lets it take a minute.
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

  private static final ImmutableMap<String, Attack> ATTACKS =
      ImmutableMap.<String, Attack>builder()
          .put("garbage instead of the network", attacker -> flood(attacker.socket(), GARBAGE))
          .put("silence", FloodTest::silence)
          .put(
              "a wrong key",
              attacker -> flood(attacker.network(PreSharedKey.ofNamespace("guess")), GARBAGE))
          .put(
              "garbage instead of a negotiation", attacker -> flood(attacker.network(KEY), GARBAGE))
          .put("garbage instead of a handshake", a -> flood(a.beforeHandshake(), GARBAGE))
          .put("garbage instead of frames", attacker -> flood(attacker.session(), GARBAGE))
          .put("a lying length", a -> flood(a.session(), Attacker.frame(0, 1, 1, -1)))
          .put("an unsolicited pong", a -> flood(a.session(), Attacker.frame(2, 2, 0, 7)))
          .put("pings without end", FloodTest::pings)
          .put("streams without end", FloodTest::streams)
          .put("streams reset at once", FloodTest::resets)
          .put("more than the window", FloodTest::beyondTheWindow)
          .put("garbage on gossip", a -> say(a, "/meshsub/1.1.0", GARBAGE))
          .put("a lying length on gossip", a -> say(a, "/meshsub/1.1.0", new byte[] {-1, -1, 127}))
          .put("unsigned gossip", FloodTest::unsigned)
          .put("requests that stop in the middle", FloodTest::halfRequests)
          .buildOrThrow();

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

  private static void pings(Attacker attacker) throws IOException {
    Duplex session = attacker.session();
    for (int i = 0; i < REPEATS; i++) {
      session.write(Attacker.frame(2, 1, 0, i));
    }
    session.flush();
    session.close();
  }

  private static void streams(Attacker attacker) throws IOException {
    Duplex session = attacker.session();
    for (int i = 0; i < REPEATS; i++) {
      session.write(Attacker.frame(1, 1, 2 * i + 1, 0));
    }
    session.flush();
    session.close();
  }

  private static void resets(Attacker attacker) throws IOException {
    Duplex session = attacker.session();
    for (int i = 0; i < REPEATS; i++) {
      session.write(Attacker.opening(2 * i + 1, "/ipfs/ping/1.0.0", new byte[0]));
      session.write(Attacker.frame(1, 8, 2 * i + 1, 0));
    }
    session.flush();
    session.close();
  }

  private static void beyondTheWindow(Attacker attacker) throws IOException {
    Duplex session = attacker.session();
    session.write(Attacker.frame(1, 1, 1, 0));
    for (int i = 0; i < REPEATS; i++) {
      session.write(Attacker.frame(0, 0, 1, GARBAGE.length));
      session.write(GARBAGE);
    }
    session.flush();
    Nodes.awaitClosed(session);
  }

  private static void say(Attacker attacker, String protocol, byte[] said) throws IOException {
    Duplex session = attacker.session();
    session.write(Attacker.opening(1, protocol, said));
    session.flush();
    Nodes.awaitClosed(session);
  }

  /** Messages in the name of another, of which the first costs a look at the signature. */
  private static void unsigned(Attacker attacker) throws IOException {
    Duplex session = attacker.session();
    byte[] packet = {18, 18, 10, 3, 1, 2, 3, 18, 1, 'a', 26, 1, 1, 34, 5, 't', 'o', 'p', 'i', 'c'};
    packet[1] = (byte) (packet.length - 2);
    byte[] framed = new byte[packet.length + 1];
    framed[0] = (byte) packet.length;
    System.arraycopy(packet, 0, framed, 1, packet.length);
    session.write(Attacker.opening(1, "/meshsub/1.1.0", framed));
    for (int i = 0; i < REPEATS; i++) {
      session.write(Attacker.frame(0, 0, 1, framed.length));
      session.write(framed);
    }
    session.flush();
    session.close();
  }

  private static void halfRequests(Attacker attacker) throws IOException {
    Duplex session = attacker.session();
    byte[] begun = new byte[4 << 10];
    begun[0] = 3;
    for (int i = 0; i < 100; i++) {
      session.write(Attacker.opening(2 * i + 1, "/exo-jvm/request/1.0.0", begun));
    }
    session.flush();
    session.close();
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
  void friendsGoOnAndMemoryIsBounded() throws Exception {
    RecordingListener told = new RecordingListener();
    try (Libp2pTransport node = transport(new RecordingListener());
        Libp2pTransport friend = transport(told)) {
      friend.keep(node.listenAddresses().getFirst());
      awaitFriends(node, friend);
      int port = Multiaddr.parse(node.listenAddresses().getFirst()).tcpPort().orElseThrow();
      eachOnce(port);
      long before = heapAfterCollection();
      long most = floodFor(port, node);

      awaitFriends(node, friend);
      awaitHeard(node, told, "after the flood");
      long after = heapAfterCollection();
      System.out.printf(
          "flood of %d s: heap after collection %d MiB before, at most %d MiB, %d MiB after%n",
          SECONDS, before / MEBIBYTE, most / MEBIBYTE, after / MEBIBYTE);
      new TreeMap<>(closed)
          .forEach((name, count) -> System.out.printf("  %-34s %s%n", name, count));
      System.out.println("  " + counted(node));
      assertThat(most - before).isLessThan(MAX_GROWTH_BYTES);
      assertThat(counted(node).keySet())
          .contains(
              "swarm.failed_security_negotiation",
              "swarm.failed_noise",
              "swarm.protocol_violation",
              "gossip.malformed");
    }
  }

  /** Under a flood, those that begin late make room for others before they have begun. */
  private void eachOnce(int port) {
    try (Attacker attacker = new Attacker(port, KEY)) {
      ATTACKS.forEach((name, attack) -> attack(name, attack, attacker, System.nanoTime()));
    }
  }

  /** Attacks for a while; returns the most that the heap held after a collection meanwhile. */
  private long floodFor(int port, Libp2pTransport node) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    List<Thread> threads = new ArrayList<>();
    long most = 0;
    try (Attacker attacker = new Attacker(port, KEY)) {
      ATTACKS.forEach(
          (name, attack) -> {
            for (int i = 0; i < THREADS_PER_ATTACK; i++) {
              threads.add(Thread.startVirtualThread(() -> attack(name, attack, attacker, end)));
            }
          });
      while (System.nanoTime() - end < 0) {
        node.publish(Topic.GLOBAL_EVENTS, "meanwhile".getBytes(UTF_8));
        most = Math.max(most, heapAfterCollection());
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / 4);
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return most;
  }

  private static void awaitFriends(Libp2pTransport node, Libp2pTransport friend) {
    await(() -> node.peers().contains(friend.self()) && friend.peers().contains(node.self()));
  }

  private static void awaitHeard(Libp2pTransport node, RecordingListener told, String text) {
    node.publish(Topic.COMMANDS, text.getBytes(UTF_8));
    await(() -> told.messages().stream().anyMatch(message -> message.endsWith(text)));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the time is over").isLessThan(end);
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
