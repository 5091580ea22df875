package org.exojvm.transport.libp2p.swarm;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.noise.NoiseDuplex;
import org.exojvm.transport.libp2p.ping.PingTimes;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.timer.Timers;

/** Swarms on the loopback interface, and sockets that speak to them by hand. */
final class Nodes {

  static final PreSharedKey KEY = PreSharedKey.ofNamespace("test");
  static final String ECHO = "/test/echo/1.0.0";
  static final SwarmTimes QUICK_RETRIES =
      new SwarmTimes(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          Duration.ofSeconds(5),
          PingTimes.DEFAULT);

  private final List<AutoCloseable> open = new ArrayList<>();
  private final Timers timers = Timers.real("test-timers");

  /** A swarm that listens and echoes, with what its listener was told. */
  record Node(Swarm swarm, Recorder told) {

    Multiaddr address() {
      return swarm.listenAddresses().getFirst();
    }

    long count(Counter counter) {
      return swarm.counters().get(counter);
    }

    ConnectionInfo dial(Multiaddr address) throws Exception {
      return swarm.dial(address).get(10, TimeUnit.SECONDS);
    }
  }

  Node start(int seed) throws IOException {
    return start(seed, builder -> builder);
  }

  Node start(int seed, UnaryOperator<SwarmBuilder> change) throws IOException {
    Node node = build(seed, KEY, change);
    node.swarm.start();
    return node;
  }

  Node start(int seed, PreSharedKey key) throws IOException {
    Node node = build(seed, key, builder -> builder);
    node.swarm.start();
    return node;
  }

  private Node build(int seed, PreSharedKey key, UnaryOperator<SwarmBuilder> change) {
    Recorder told = new Recorder();
    SwarmBuilder builder =
        Swarm.builder(identity(seed), key)
            .listen(Multiaddr.parse("/ip4/127.0.0.1/tcp/0"))
            .handler(ECHO, stream -> echo(stream))
            .listener(told);
    Swarm swarm = change.apply(builder).build();
    open.add(swarm);
    return new Node(swarm, told);
  }

  static Identity identity(int seed) {
    byte[] bytes = new byte[Identity.SEED_BYTES];
    bytes[0] = (byte) seed;
    return Identity.ofSeed(bytes);
  }

  private static void echo(Duplex stream) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    for (int count = stream.read(buffer, 0, buffer.length);
        count >= 0;
        count = stream.read(buffer, 0, buffer.length)) {
      stream.write(buffer, 0, count);
    }
  }

  /** Connects to a node without saying anything. */
  SocketDuplex connect(Node node) throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), node.address().tcpPort().orElseThrow());
    open.add(socket);
    return new SocketDuplex(socket);
  }

  /** Connects to a node, proves to be somebody and agrees on yamux. */
  NoiseDuplex upgrade(Node node, int seed) throws IOException {
    Upgrader upgrader =
        new Upgrader(
            identity(seed),
            KEY,
            ImmutableSet.of(),
            timers,
            Duration.ofSeconds(10),
            new SecureRandom());
    return upgrader.upgrade(connect(node), true, Optional.empty());
  }

  /** Waits until the other side has closed. */
  static void awaitClosed(Duplex duplex) {
    byte[] buffer = new byte[4096];
    try {
      while (duplex.read(buffer, 0, buffer.length) >= 0) {
        // What it has said before does not matter.
      }
    } catch (IOException closed) {
      // A reset is an end as well.
    }
  }

  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    timers.close();
  }
}
