package org.exojvm.mlx.group;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.exojvm.api.instance.Host;

/** Addresses as MLX reads them: four numbers and a port, divided at the first colon. */
final class Ipv4Address {

  /** Without zeros in front, by which C takes a number for an octal one. */
  private static final String OCTET = "(0|[1-9]\\d{0,2})";

  private static final Pattern OCTETS =
      Pattern.compile(String.join("\\.", OCTET, OCTET, OCTET, OCTET));
  private static final int OCTET_MAX = 255;
  private static final Pattern PORT = Pattern.compile("\\d{1,5}");
  private static final int PORT_MAX = 65_535;

  /** What one listens on, and cannot dial. */
  static final String ANY = "0.0.0.0";

  private Ipv4Address() {}

  /** Returns whether a text is an IPv4 address. */
  static boolean isOne(String text) {
    Matcher octets = OCTETS.matcher(text);
    if (!octets.matches()) {
      return false;
    }
    boolean inRange = true;
    for (int i = 1; i <= octets.groupCount(); i++) {
      inRange &= Integer.parseInt(octets.group(i)) <= OCTET_MAX;
    }
    return inRange;
  }

  /** Reads {@code ip:port} with a port from 1. */
  static Optional<Host> parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String ip = text.substring(0, colon);
    String port = text.substring(colon + 1);
    if (!isOne(ip) || !PORT.matcher(port).matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(port);
    return number >= 1 && number <= PORT_MAX ? Optional.of(new Host(ip, number)) : Optional.empty();
  }
}
