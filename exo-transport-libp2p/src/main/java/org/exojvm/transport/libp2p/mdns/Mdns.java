package org.exojvm.transport.libp2p.mdns;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.exojvm.transport.libp2p.mdns.discovery.DiscoveryOutput;
import org.exojvm.transport.libp2p.mdns.discovery.PeerDiscovery;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discovery at all addresses of this machine at which the peer listens, or at those of some
 * interfaces, following them up and down.
 */
public final class Mdns implements AutoCloseable {

  /** Time between two looks at the interfaces. */
  public static final Duration INTERFACE_CHECK = Duration.ofSeconds(5);

  /** Time between two looks at what is to be asked and what has expired. */
  static final Duration TICK = Duration.ofMillis(250);

  /** Most addresses of this machine at which peers are looked for. */
  public static final int MAX_SOCKETS = 32;

  /** The port of multicast DNS (RFC 6762). */
  public static final int PORT = 5353;

  private static final Logger LOG = LoggerFactory.getLogger(Mdns.class);
  private static final InetAddress GROUP = InetAddress.ofLiteral("224.0.0.251");

  private final PeerId self;
  private final ImmutableList<Multiaddr> listens;
  private final ImmutableSet<String> interfaces;
  private final MdnsListener listener;
  private final InetSocketAddress group;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private final Map<InetAddress, MdnsSocket> sockets = new LinkedHashMap<>();

  /** How many sockets know of an address. */
  private final Map<Multiaddr, Integer> known = new HashMap<>();

  /**
   * Creates discovery that has not started.
   *
   * @param self this peer
   * @param listens the TCP addresses at which it listens; one of them may stand for all
   * @param interfaces names of interfaces to look on; if there is none all, but loopback only for a
   *     peer that listens there and not everywhere
   * @param listener is told what is found and what expires
   */
  public Mdns(
      PeerId self,
      ImmutableList<Multiaddr> listens,
      ImmutableSet<String> interfaces,
      MdnsListener listener) {
    this(self, listens, interfaces, listener, PORT);
  }

  Mdns(
      PeerId self,
      ImmutableList<Multiaddr> listens,
      ImmutableSet<String> interfaces,
      MdnsListener listener,
      int port) {
    this.self = self;
    this.listens = listens;
    this.interfaces = interfaces;
    this.listener = listener;
    group = new InetSocketAddress(GROUP, port);
    thread = Thread.ofVirtual().name("mdns-" + self).unstarted(this::run);
  }

  /** Begins to look. Called once. */
  public void start() {
    thread.start();
  }

  private void run() {
    long nextCheck = System.nanoTime();
    try {
      do {
        if (System.nanoTime() - nextCheck >= 0) {
          follow();
          nextCheck = System.nanoTime() + INTERFACE_CHECK.toNanos();
        }
        sockets.values().forEach(MdnsSocket::tick);
      } while (!closed.await(TICK.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.values().forEach(MdnsSocket::close);
    }
  }

  /** Opens sockets at addresses that are new and leaves those at addresses that are gone. */
  private void follow() {
    Map<InetAddress, NetworkInterface> present = present();
    sockets
        .entrySet()
        .removeIf(
            socket -> {
              boolean isGone = !present.containsKey(socket.getKey()) || socket.getValue().isDeaf();
              if (isGone) {
                socket.getValue().leave();
              }
              return isGone;
            });
    present.forEach(
        (address, networkInterface) -> {
          if (!sockets.containsKey(address) && sockets.size() < MAX_SOCKETS) {
            open((Inet4Address) address, networkInterface);
          }
        });
  }

  private void open(Inet4Address address, NetworkInterface networkInterface) {
    PeerDiscovery discovery =
        new PeerDiscovery(
            self, listensAt(address), bound -> ThreadLocalRandom.current().nextInt(bound));
    try {
      sockets.put(
          address, MdnsSocket.open(networkInterface, address, group, discovery, this::tell));
    } catch (IOException | RuntimeException e) {
      LOG.debug(
          "No peers are looked for on {} at {}: {}",
          networkInterface.getName(),
          address,
          e.toString());
    }
  }

  private Map<InetAddress, NetworkInterface> present() {
    Map<InetAddress, NetworkInterface> present = new LinkedHashMap<>();
    try {
      for (NetworkInterface candidate : NetworkInterface.networkInterfaces().toList()) {
        if (isWanted(candidate)) {
          candidate
              .inetAddresses()
              .filter(Inet4Address.class::isInstance)
              .filter(address -> !listensAt(address).isEmpty())
              .forEach(address -> present.put(address, candidate));
        }
      }
    } catch (SocketException e) {
      LOG.debug("The interfaces of this machine cannot be listed: {}", e.toString());
    }
    return present;
  }

  private boolean isWanted(NetworkInterface candidate) throws SocketException {
    if (!interfaces.isEmpty()) {
      return interfaces.contains(candidate.getName()) && candidate.isUp();
    }
    // Loopback often says that it knows no multicast, and does.
    return candidate.isUp()
        && (candidate.isLoopback() ? !listensEverywhere() : candidate.supportsMulticast());
  }

  private boolean listensEverywhere() {
    return listens.stream().anyMatch(Multiaddr::isWildcard);
  }

  /** Where the peer listens at an address of this machine, as it is announced there. */
  private ImmutableList<Multiaddr> listensAt(InetAddress address) {
    return listens.stream()
        .map(
            listen ->
                listen.isWildcard()
                    ? listen.withHostOf(Multiaddr.ofHost(address.getAddress()))
                    : listen)
        .filter(listen -> listen.host().filter(address.getHostAddress()::equals).isPresent())
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  /** An address that two interfaces lead to is told of once, until neither does. */
  private synchronized void tell(DiscoveryOutput output) {
    switch (output) {
      case DiscoveryOutput.Found(PeerId peer, Multiaddr address) -> {
        Multiaddr whole = address.withPeer(peer);
        if (known.merge(whole, 1, Integer::sum) == 1) {
          listener.found(whole);
        }
      }
      case DiscoveryOutput.Expired(PeerId peer, Multiaddr address) -> {
        Multiaddr whole = address.withPeer(peer);
        if (known.merge(whole, -1, Integer::sum) == 0) {
          known.remove(whole);
          listener.expired(whole);
        }
      }
      case DiscoveryOutput.Send _ -> throw new IllegalStateException("A socket sends itself.");
    }
  }

  /** Ends discovery; returns when the listener is told nothing more. Idempotent. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (thread.getState() != Thread.State.NEW) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
