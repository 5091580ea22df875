package org.exojvm.mlx.sidechannel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Addresses on which a supervisor and its child meet: 127.0.0.1, which no other machine reaches.
 */
final class Loopback {

  private static final byte[] OCTETS = {127, 0, 0, 1};

  private Loopback() {}

  /** Returns 127.0.0.1; JACCL takes no IPv6. */
  static InetAddress address() {
    try {
      return InetAddress.getByAddress(OCTETS);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException("Four octets are an address.", e);
    }
  }

  static InetSocketAddress at(int port) {
    return new InetSocketAddress(address(), port);
  }

  /** Listens on a free port for one connection. */
  static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, address());
  }

  /**
   * Returns a port that is free now. Somebody may take it before the child does; its bind fails
   * then, and the instance is started again with another one.
   */
  static int freePort() throws IOException {
    try (ServerSocket socket = listen()) {
      return socket.getLocalPort();
    }
  }

  /** Returns the text that JACCL takes as coordinator. */
  static String coordinator(int port) {
    return "127.0.0.1:" + port;
  }
}
