package org.exojvm.node.http;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * Turns requests away before anything else looks at them: too many from one address, a host name
 * that is not ours (DNS rebinding), a page of another origin, and, for routes that change
 * something, a missing or unknown token.
 *
 * <p>Threading: safe for any thread.
 */
final class Gatekeeper {

  /** Most addresses whose rate is remembered; the one unused for longest is forgotten first. */
  private static final int MAX_ADDRESSES = 10_000;

  private static final Duration FORGET_ADDRESS_AFTER = Duration.ofMinutes(1);

  private final ServerSettings settings;
  private final Tokens tokens;
  private final LoadingCache<String, RequestRate> rates;

  Gatekeeper(ServerSettings settings, Tokens tokens) {
    this.settings = settings;
    this.tokens = tokens;
    this.rates =
        CacheBuilder.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterAccess(FORGET_ADDRESS_AFTER)
            .build(
                CacheLoader.from(
                    address -> new RequestRate(settings.requestsPerSecond(), System.nanoTime())));
  }

  /** Refuses one that comes too often. */
  void rate(String address) throws Problem {
    if (!rates.getUnchecked(network(address)).admits(System.nanoTime())) {
      throw Problem.of(
          429,
          "rate_limit_error",
          "rate_limit_exceeded",
          "More than %d requests per second came from %s. Maybe wait a second."
              .formatted(settings.requestsPerSecond(), address));
    }
  }

  /** Returns what one client has: an IPv4 address, or 64 bits of an IPv6 one. */
  private static String network(String address) {
    if (InetAddresses.isInetAddress(address)
        && InetAddresses.forString(address) instanceof Inet6Address v6) {
      return HexFormat.of().formatHex(v6.getAddress(), 0, Long.BYTES);
    }
    return address;
  }

  /** Refuses what a browser was tricked into sending. */
  void origin(@Nullable String host, @Nullable String origin) throws Problem {
    if (host != null && !isOurs(host)) {
      throw Problem.of(
          403,
          "permission_error",
          "unknown_host",
          "Host '%s' is not one of this node. Maybe use its address, or add the name with allowed-host."
              .formatted(host));
    }
    if (origin != null && !isAllowed(origin, host)) {
      throw Problem.of(
          403,
          "permission_error",
          "cross_origin",
          "Pages of '%s' may not use this node. Maybe add the origin with allowed-origin."
              .formatted(origin));
    }
  }

  /**
   * Refuses what a page of somebody else loads as an image, a script or the like: browsers send no
   * origin with that, but say so in {@code Sec-Fetch-Site} (W3C Fetch Metadata). Following a link
   * to this node is fine.
   */
  void page(@Nullable String origin, HttpFields headers) throws Problem {
    String site = headers.get("Sec-Fetch-Site");
    boolean isOfOthers = "cross-site".equals(site) || "same-site".equals(site);
    if (origin == null && isOfOthers && !"navigate".equals(headers.get("Sec-Fetch-Mode"))) {
      throw Problem.of(
          403,
          "permission_error",
          "cross_origin",
          "Pages of others may not load from this node. Maybe add their origin with allowed-origin,"
              + " and load it by CORS.");
    }
  }

  /** Refuses one without a token where one is needed. */
  void token(Access access, @Nullable String authorization) throws Problem {
    if (access == Access.READ || !tokens.areRequired()) {
      return;
    }
    if (authorization == null) {
      throw unauthorized(
          "missing_token", "This needs a token. Maybe send 'Authorization: Bearer TOKEN'.");
    }
    if (!tokens.admit(authorization)) {
      throw unauthorized(
          "invalid_token", "The token is not one of this node's. Maybe look at its token file.");
    }
  }

  private static Problem unauthorized(String code, String message) {
    return Problem.of(401, "authentication_error", code, message);
  }

  boolean isAllowed(String origin, @Nullable String host) {
    return settings.allowedOrigins().contains(origin)
        || (host != null && origin.equalsIgnoreCase("http://" + host));
  }

  private boolean isOurs(String host) {
    String name;
    try {
      name = HostAndPort.fromString(host).getHost();
    } catch (IllegalArgumentException e) {
      return false;
    }
    return InetAddresses.isInetAddress(name)
        || name.equalsIgnoreCase("localhost")
        || name.equalsIgnoreCase(settings.host())
        || settings.allowedHosts().contains(name.toLowerCase(Locale.ROOT));
  }
}
