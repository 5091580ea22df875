package org.exojvm.node.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A path and a query, percent-encoded.
 *
 * @param encoded both, from the first slash on
 */
public record ApiPath(String encoded) {

  /** Returns a path of segments; ids may hold slashes. */
  public static ApiPath of(String... segments) {
    return new ApiPath(
        Arrays.stream(segments).map(ApiPath::encode).collect(Collectors.joining("/", "/", "")));
  }

  /** Returns the path with one more parameter. */
  public ApiPath with(String name, String value) {
    String glue = encoded.indexOf('?') < 0 ? "?" : "&";
    return new ApiPath(encoded + glue + encode(name) + "=" + encode(value));
  }

  private static String encode(String text) {
    // URLEncoder writes forms, in which a blank is a plus.
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return encoded;
  }
}
