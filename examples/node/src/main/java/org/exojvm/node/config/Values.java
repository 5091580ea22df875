package org.exojvm.node.config;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import com.google.common.primitives.Ints;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Reads the text of a value; empty where it is not allowed. */
final class Values {

  private static final int MAX_NAME = 64;
  private static final int MAX_PORT = 65_535;
  private static final String HOME = "~/";

  private Values() {}

  static Optional<String> name(String text) {
    boolean isPrintable = text.chars().noneMatch(Character::isISOControl);
    return !text.isBlank() && text.length() <= MAX_NAME && isPrintable
        ? Optional.of(text)
        : Optional.empty();
  }

  /** A path, with the home directory of the user for a tilde. */
  static Optional<Path> path(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.startsWith(HOME)
              ? Path.of(System.getProperty("user.home"), text.substring(HOME.length()))
              : Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  static Optional<HostAndPort> hostAndPort(String text) {
    try {
      HostAndPort parsed = HostAndPort.fromString(text).requireBracketsForIPv6();
      return parsed.hasPort() && parsed.getPort() <= MAX_PORT && isHost(parsed.getHost())
          ? Optional.of(parsed)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Optional<String> host(String text) {
    return isHost(text) ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  private static boolean isHost(String text) {
    return InetAddresses.isInetAddress(text) || InternetDomainName.isValid(text);
  }

  /** An origin as browsers send it (RFC 6454, section 6.2): scheme, host and perhaps port. */
  static Optional<String> origin(String text) {
    try {
      URI uri = new URI(text);
      boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean isWhole =
          uri.getHost() != null
              && text.equals(uri.getScheme() + "://" + uri.getRawAuthority())
              && uri.getUserInfo() == null;
      return isWeb && isWhole ? Optional.of(text) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** A word that the transport reads; several are handed over parted by commas. */
  static Optional<String> word(String text) {
    boolean isOne =
        text.chars()
            .noneMatch(at -> Character.isWhitespace(at) || Character.isISOControl(at) || at == ',');
    return !text.isEmpty() && isOne ? Optional.of(text) : Optional.empty();
  }

  static Optional<Boolean> isOn(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Optional<String> onOrOff(String text) {
    return text.equals("on") || text.equals("off") ? Optional.of(text) : Optional.empty();
  }

  static Optional<Integer> number(String text, int min, int max) {
    Integer number = Ints.tryParse(text);
    return number != null && number >= min && number <= max
        ? Optional.of(number)
        : Optional.empty();
  }

  static Optional<LogLevel> logLevel(String text) {
    return Arrays.stream(LogLevel.values())
        .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }
}
