package org.exojvm.transport.libp2p.swarm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens at one address until it is closed. */
final class Acceptor implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

  /** After a failure, which is one of the machine: no file is left to open, for example. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ServerSocket server;
  private final Multiaddr address;
  private final Consumer<Socket> accepted;

  /**
   * Binds an address.
   *
   * @throws IOException if it can not be bound
   */
  Acceptor(Multiaddr wanted, Consumer<Socket> accepted) throws IOException {
    this.accepted = accepted;
    this.server = new ServerSocket();
    try {
      // A number is not looked up; a name must be this machine's.
      InetAddress host = InetAddress.getByName(wanted.host().orElseThrow());
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(host, wanted.tcpPort().orElseThrow()), SwarmLimits.BACKLOG);
      this.address = Multiaddr.ofTcp(host.getAddress(), server.getLocalPort());
    } catch (IOException e) {
      server.close();
      throw new IOException(
          "Can not listen at " + wanted + ": " + e.getMessage() + ". Maybe use port 0.", e);
    }
  }

  Multiaddr address() {
    return address;
  }

  @Override
  public void run() {
    while (!server.isClosed()) {
      try {
        accepted.accept(server.accept());
      } catch (IOException e) {
        if (!server.isClosed()) {
          LOG.warn("Can not accept at {}. Maybe too many files are open.", address, e);
          pause();
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.debug("Closing {} failed.", address, e);
    }
  }
}
