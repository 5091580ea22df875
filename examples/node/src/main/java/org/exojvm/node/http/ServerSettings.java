package org.exojvm.node.http;

import com.google.common.collect.ImmutableSet;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import org.immutables.value.Value;

/**
 * Where a server listens and what it bears.
 *
 * @param host address to bind, or a name of it; {@code 127.0.0.1} unless told otherwise
 * @param port TCP port; 0 takes a free one
 * @param maxConnections most connections at once; further ones wait in the queue of the system.
 *     Smaller: clients wait for each other. Larger: more memory, about 40 KiB each
 * @param maxStreams most responses at once that are streams; further ones get 503
 * @param maxBodyBytes largest body of a request; larger ones get 413
 * @param maxHeaderBytes largest head of a request; larger ones get 431
 * @param idleMillis time after which a connection on which nothing moves is closed: one that sends
 *     no request, or does not read its response. Also the longest time that the head of a request,
 *     and then its body, may take to arrive
 * @param requestsPerSecond requests that one address may send: a second's worth at once, then at
 *     that rate; further ones get 429
 * @param allowedOrigins values of the field {@code Origin} that browsers may send, besides the
 *     server's own
 * @param allowedHosts values of the field {@code Host}, without port, that are answered besides
 *     addresses and {@code localhost}: whoever rebinds a name of theirs to this address is not
 */
@Value.Builder
public record ServerSettings(
    String host,
    int port,
    int maxConnections,
    int maxStreams,
    int maxBodyBytes,
    int maxHeaderBytes,
    int idleMillis,
    int requestsPerSecond,
    ImmutableSet<String> allowedOrigins,
    ImmutableSet<String> allowedHosts)
    implements WithServerSettings {

  private static final ServerSettings DEFAULTS =
      new ServerSettings(
          "127.0.0.1",
          52415,
          2_048,
          1_024,
          1_048_576,
          16_384,
          30_000,
          2_000,
          ImmutableSet.of(),
          ImmutableSet.of());

  /** Checks the ranges. */
  public ServerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "Port %d is not between 0 and 65535. Maybe use 52415.".formatted(port));
    }
    positive("maxConnections", maxConnections);
    positive("maxStreams", maxStreams);
    positive("maxBodyBytes", maxBodyBytes);
    positive("maxHeaderBytes", maxHeaderBytes);
    positive("idleMillis", idleMillis);
    positive("requestsPerSecond", requestsPerSecond);
  }

  /** Returns the defaults: the reference's port, on loopback. */
  public static ServerSettings defaults() {
    return DEFAULTS;
  }

  /** Returns whether only this machine can reach a server there. */
  public boolean isLoopback() {
    if (InetAddresses.isInetAddress(bare())) {
      InetAddress address = InetAddresses.forString(bare());
      return address.isLoopbackAddress();
    }
    return host.equalsIgnoreCase("localhost");
  }

  /** Returns the host without the brackets of an IPv6 address. */
  String bare() {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s is %d, and at least 1 is needed. Maybe leave it at its default."
              .formatted(name, value));
    }
  }
}
