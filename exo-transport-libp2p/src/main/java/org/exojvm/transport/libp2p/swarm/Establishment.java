package org.exojvm.transport.libp2p.swarm;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.noise.NoiseDuplex;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.StreamHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a socket all the way to a connection of which the listener has been told, and back. */
final class Establishment {

  private static final Logger LOG = LoggerFactory.getLogger(Establishment.class);

  private final Upgrader upgrader;
  private final Shared shared;
  private final Connections connections;
  private final Events events;
  private final ImmutableMap<String, StreamHandler> handlers;
  private final Unauthenticated unauthenticated;
  private final AtomicLong ids = new AtomicLong();

  Establishment(
      Upgrader upgrader,
      Shared shared,
      Connections connections,
      Events events,
      ImmutableMap<String, StreamHandler> handlers) {
    this.upgrader = upgrader;
    this.shared = shared;
    this.connections = connections;
    this.events = events;
    this.handlers = handlers;
    this.unauthenticated = new Unauthenticated(shared.counters());
  }

  ConnectionInfo dialled(Duplex socket, Multiaddr remote, Optional<PeerId> expected)
      throws UpgradeException {
    return establish(socket, remote, true, expected);
  }

  /** Takes an accepted socket, in a thread of its own. */
  void accepted(Socket socket) {
    shared.counters().add(Counter.ACCEPTED);
    try {
      Duplex duplex = new SocketDuplex(socket);
      Multiaddr remote = Multiaddr.ofTcp(socket.getInetAddress().getAddress(), socket.getPort());
      unauthenticated.add(duplex, remote.host().orElseThrow());
      if (!shared.tasks().start("libp2p-upgrade", () -> accepted(duplex, remote))) {
        duplex.close();
      }
    } catch (IOException e) {
      LOG.debug("A connection broke as soon as it was accepted.", e);
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("A connection that broke was not closed.", e);
    }
  }

  private void accepted(Duplex socket, Multiaddr remote) {
    try {
      establish(socket, remote, false, Optional.empty());
    } catch (UpgradeException e) {
      LOG.debug("A connection from {} was given up.", remote, e);
    }
  }

  private ConnectionInfo establish(
      Duplex socket, Multiaddr remote, boolean outbound, Optional<PeerId> expected)
      throws UpgradeException {
    try {
      NoiseDuplex secured = upgrader.upgrade(socket, outbound, expected);
      // From here on it ends as a connection does, with a word to the peer.
      unauthenticated.remove(socket);
      ConnectionInfo info =
          new ConnectionInfo(ids.incrementAndGet(), secured.peer(), remote, outbound);
      begin(new Connection(info, secured, shared, handlers, this::ended));
      return info;
    } catch (UpgradeException e) {
      shared.counters().add(e.counter());
      socket.close();
      throw e;
    } finally {
      unauthenticated.remove(socket);
    }
  }

  private void begin(Connection connection) throws UpgradeException {
    PeerId peer = connection.info().peer();
    if (!connections.add(connection)) {
      throw new UpgradeException(
          Counter.TOO_MANY_CONNECTIONS, "One connection more to " + peer + " is too many.");
    }
    shared.counters().add(Counter.UPGRADED);
    try {
      events.connected(connection.info());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      connection.close("The node is closing.");
    } finally {
      connection.told();
    }
    connection.start();
  }

  /** In a thread of its own: who tells of the end must not wait for the listener. */
  private void ended(Connection connection, String reason) {
    shared.tasks().start("libp2p-end", () -> end(connection, reason));
  }

  private void end(Connection connection, String reason) {
    LOG.debug("The connection {} is over: {}", connection.info(), reason);
    connections.remove(connection);
    try {
      connection.awaitTold();
      events.disconnected(connection.info(), reason);
      connection.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes what is not authenticated, now and later. */
  void close() {
    unauthenticated.close();
  }
}
