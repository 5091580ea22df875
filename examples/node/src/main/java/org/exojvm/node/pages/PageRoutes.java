package org.exojvm.node.pages;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.exojvm.node.http.ApiRequest;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.Routes;

/**
 * Serves the pages in the jar. {@code files.txt} beside them names every one; each has a route of
 * its own, so that no path can lead anywhere else, and is read once, at the start.
 */
public final class PageRoutes {

  /** Sent with every page: it may load from this node and nowhere else, and nobody may frame it. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String INDEX = "index.html";

  private static final ImmutableMap<String, String> TYPES =
      ImmutableMap.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  // Handed to the socket as it is; nobody compares pages.
  @SuppressWarnings("ArrayRecordComponent")
  private record Page(String type, byte[] content, String tag) {}

  /** Adds a route for every page; {@code index.html} is at {@code /}. */
  public void addTo(Routes.Builder routes) {
    for (String name : text("files.txt").lines().toList()) {
      Page page = page(name);
      routes.get(name.equals(INDEX) ? "/" : "/" + name, request -> reply(page, request));
    }
  }

  private static Page page(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalArgumentException(
          "Page %s has none of the types %s. Maybe add its type here."
              .formatted(name, TYPES.keySet()));
    }
    byte[] content = content(name);
    return new Page(type, content, '"' + digest(content) + '"');
  }

  private static Reply reply(Page page, ApiRequest request) {
    ImmutableMap<String, String> headers =
        ImmutableMap.of(
            "Content-Security-Policy",
            CONTENT_SECURITY_POLICY,
            "Cache-Control",
            "no-cache",
            "ETag",
            page.tag());
    boolean isKnown = page.tag().equals(request.header("If-None-Match"));
    return isKnown
        ? new Reply.Full(304, page.type(), new byte[0], headers)
        : new Reply.Full(200, page.type(), page.content(), headers);
  }

  private static String text(String name) {
    return new String(content(name), StandardCharsets.UTF_8);
  }

  private static byte[] content(String name) {
    try (InputStream in = PageRoutes.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "The jar has no page %s. Maybe it was built wrongly; build it again.".formatted(name));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
