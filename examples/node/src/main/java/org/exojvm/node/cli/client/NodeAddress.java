package org.exojvm.node.cli.client;

import com.google.common.base.CharMatcher;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the API of a node is.
 *
 * @param url scheme, host and port, without a path
 */
public record NodeAddress(String url) {

  /** Where a node listens unless told otherwise. */
  public static final String DEFAULT = "http://127.0.0.1:52415";

  /** Port of the reference, and ours. */
  private static final int PORT = 52_415;

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

  /**
   * Reads {@code http://host:port}, {@code host:port} or {@code host}.
   *
   * @throws IllegalArgumentException when it is none of them; says why
   */
  public static NodeAddress parse(String text) {
    String given = text.strip();
    String full = SCHEME.matcher(given).matches() ? given : "http://" + given;
    URI uri;
    try {
      uri = new URI(CharMatcher.is('/').trimTrailingFrom(full));
    } catch (URISyntaxException e) {
      throw unusable(text, e.getReason());
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw unusable(text, "its scheme is " + scheme);
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "The address of a node holds a name or a password. Maybe use --token-file instead.");
    }
    if (uri.getHost() == null) {
      throw unusable(text, "it names no host");
    }
    if (!uri.getRawPath().isEmpty() || uri.getRawQuery() != null || uri.getFragment() != null) {
      throw unusable(text, "something follows the port");
    }
    int standard = scheme.equals("https") ? 443 : PORT;
    int port = uri.getPort() < 0 ? standard : uri.getPort();
    return new NodeAddress("%s://%s:%d".formatted(scheme, uri.getHost(), port));
  }

  private static IllegalArgumentException unusable(String text, String why) {
    return new IllegalArgumentException(
        "\"%s\" is not the address of a node: %s. Maybe use %s.".formatted(text, why, DEFAULT));
  }

  @Override
  public String toString() {
    return url;
  }
}
