package org.exojvm.api.topology;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A network address in the multiaddr form that the reference accepts: {@code /ip4/A}, {@code
 * /ip6/A} or {@code /dns|dns4|dns6/NAME}, optionally followed by {@code /tcp/PORT} and {@code
 * /p2p/ID}. Octets are 0..255 and ports 0..65535 (D11). Addresses are equal when their whole texts
 * are.
 *
 * <p>Source: the multiaddr specification, restricted to what the cluster uses.
 */
public final class Multiaddr {

  /** Longest address accepted, in characters. */
  public static final int MAX_LENGTH_CHARS = 512;

  private static final Pattern SHAPE =
      Pattern.compile(
          "/(ip4|ip6|dns|dns4|dns6)/([^/%\\s]+)(?:/tcp/(\\d{1,5}))?(?:/p2p/[A-Za-z0-9]+)?");
  private static final Pattern IP4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
  private static final Pattern IP6 = Pattern.compile("[0-9a-fA-F:]+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final int NO_PORT = -1;

  private final String address;
  private final String addressType;
  private final String host;
  private final int port;

  private Multiaddr(String address, String addressType, String host, int port) {
    this.address = address;
    this.addressType = addressType;
    this.host = host;
    this.port = port;
  }

  /**
   * Returns the parsed address.
   *
   * @throws IllegalArgumentException when the text is not an address of the accepted form
   */
  public static Multiaddr parse(String address) {
    Matcher shape = address.length() > MAX_LENGTH_CHARS ? null : SHAPE.matcher(address);
    if (shape == null || !shape.matches()) {
      throw malformed(address, "expected /ip4/A.B.C.D/tcp/PORT or its ip6 or dns form");
    }
    String type = shape.group(1);
    String host = shape.group(2);
    checkHost(address, type, host);
    return new Multiaddr(address, type, host, port(address, shape.group(3)));
  }

  private static void checkHost(String address, String type, String host) {
    boolean valid =
        switch (type) {
          case "ip4" -> IP4.matcher(host).matches() && octetsInRange(host);
          case "ip6" -> IP6.matcher(host).matches();
          default -> NAME.matcher(host).matches();
        };
    if (!valid) {
      throw malformed(address, "\"" + host + "\" is not a valid " + type + " host");
    }
  }

  private static boolean octetsInRange(String host) {
    for (String octet : host.split("\\.", -1)) {
      if (Integer.parseInt(octet) > 255) {
        return false;
      }
    }
    return true;
  }

  private static int port(String address, @Nullable String digits) {
    int port = digits == null ? NO_PORT : Integer.parseInt(digits);
    if (port > 65535) {
      throw malformed(address, "port " + port + " is above 65535");
    }
    return port;
  }

  private static IllegalArgumentException malformed(String address, String why) {
    String shown = address.length() > 80 ? address.substring(0, 80) + "..." : address;
    return new IllegalArgumentException("Malformed multiaddr \"" + shown + "\": " + why + ".");
  }

  /** Returns the whole address as written. */
  public String address() {
    return address;
  }

  /** Returns {@code ip4}, {@code ip6}, {@code dns}, {@code dns4} or {@code dns6}. */
  public String addressType() {
    return addressType;
  }

  /** Returns the IP address or host name. */
  public String host() {
    return host;
  }

  /** Returns whether the address names a TCP port. */
  public boolean hasPort() {
    return port != NO_PORT;
  }

  /** Returns the TCP port, 0..65535, or -1 when the address names none. */
  public int port() {
    return port;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Multiaddr that && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  @Override
  public String toString() {
    return address;
  }
}
