package org.exojvm.transport.libp2p.swarm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;

/** Dials addresses, each once at a time, and not where a connection is up. */
final class Dialler {

  /** What becomes of a socket that answers. */
  interface Establisher {

    ConnectionInfo establish(Duplex socket, Multiaddr remote, Optional<PeerId> expected)
        throws IOException;
  }

  private final Shared shared;
  private final Connections connections;
  private final Establisher establisher;
  private final Map<Multiaddr, CompletableFuture<ConnectionInfo>> dialling = new HashMap<>();
  private final Map<Multiaddr, PeerId> found = new HashMap<>();
  private final Set<Socket> open = new HashSet<>();
  private boolean closed;

  Dialler(Shared shared, Connections connections, Establisher establisher) {
    this.shared = shared;
    this.connections = connections;
    this.establisher = establisher;
  }

  CompletableFuture<ConnectionInfo> dial(Multiaddr address) {
    if (!address.isTcp()) {
      return refused("The address " + address + " is not one of TCP. Maybe add /tcp/PORT.");
    }
    Optional<ConnectionInfo> up = connectionAt(address);
    if (up.isPresent()) {
      return CompletableFuture.completedFuture(up.get());
    }
    CompletableFuture<ConnectionInfo> result = new CompletableFuture<>();
    synchronized (this) {
      CompletableFuture<ConnectionInfo> running = dialling.get(address);
      if (running != null) {
        return running;
      }
      if (dialling.size() == SwarmLimits.MAX_DIALLING) {
        return refused(
            dialling.size() + " addresses are dialled already. Maybe dial this one later.");
      }
      dialling.put(address, result);
    }
    if (!shared.tasks().start("libp2p-dial", () -> run(address, result))) {
      finish(address);
      return refused("The swarm is closed.");
    }
    return result;
  }

  private static CompletableFuture<ConnectionInfo> refused(String reason) {
    return CompletableFuture.failedFuture(new IOException(reason));
  }

  /** The connection to the peer that the address names, or at which an earlier dial found one. */
  Optional<ConnectionInfo> connectionAt(Multiaddr address) {
    Optional<PeerId> peer = address.peerId().or(() -> foundAt(address));
    return peer.flatMap(known -> connections.of(known).stream().findFirst().map(Connection::info));
  }

  private synchronized Optional<PeerId> foundAt(Multiaddr address) {
    return Optional.ofNullable(found.get(address));
  }

  private void run(Multiaddr address, CompletableFuture<ConnectionInfo> result) {
    try {
      ConnectionInfo info = connect(address);
      finish(address, info.peer());
      result.complete(info);
    } catch (IOException | RuntimeException e) {
      finish(address);
      result.completeExceptionally(e);
    }
  }

  private ConnectionInfo connect(Multiaddr address) throws IOException {
    Socket socket = new Socket();
    open(socket);
    try {
      InetAddress host = numberOf(address);
      InetSocketAddress remote = new InetSocketAddress(host, address.tcpPort().orElseThrow());
      socket.connect(remote, (int) shared.times().connect().toMillis());
      shared.counters().add(Counter.DIALLED);
      return establisher.establish(
          new SocketDuplex(socket),
          Multiaddr.ofTcp(host.getAddress(), remote.getPort()),
          address.peerId());
    } catch (UpgradeException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      shared.counters().add(Counter.DIAL_FAILED);
      socket.close();
      throw new IOException("Can not dial " + address + ": " + e.getMessage(), e);
    } finally {
      notOpen(socket);
    }
  }

  /** The first number of a host; of a name, the first of the kind that the address asks for. */
  private static InetAddress numberOf(Multiaddr address) throws IOException {
    String host = address.host().orElseThrow();
    for (InetAddress number : InetAddress.getAllByName(host)) {
      if (address.mayStandFor(number.getAddress())) {
        return number;
      }
    }
    throw new UnknownHostException(
        "The name " + host + " has no number of the kind asked for. Maybe use /dns/" + host);
  }

  private synchronized void open(Socket socket) throws IOException {
    if (closed) {
      throw new IOException("The swarm is closed.");
    }
    open.add(socket);
  }

  private synchronized void notOpen(Socket socket) {
    open.remove(socket);
  }

  /** Breaks off what is dialled. */
  synchronized void close() {
    closed = true;
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException ignored) {
        // It is given up either way.
      }
    }
  }

  private synchronized void finish(Multiaddr address) {
    dialling.remove(address);
  }

  private synchronized void finish(Multiaddr address, PeerId peer) {
    dialling.remove(address);
    // What is known saves a dial; so it may as well be forgotten.
    if (found.size() == SwarmLimits.MAX_KEPT_ADDRESSES) {
      found.clear();
    }
    found.put(address, peer);
  }
}
