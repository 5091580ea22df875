package org.exojvm.node.http;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;

/** A request of Jetty's, with its bounds. Belongs to the thread of the request. */
final class JettyRequest implements ApiRequest {

  /** Most parameters of a query. */
  private static final int MAX_PARAMETERS = 256;

  private static final int PIECE_BYTES = 8_192;

  private final Request request;
  private final int maxBodyBytes;
  private final long bodyNanos;
  private final BodyBudget bodies;
  private final ClientWatch watch;
  private final ImmutableListMultimap<String, String> query;
  private ImmutableMap<String, String> variables = ImmutableMap.of();
  private byte @Nullable [] body;
  private int taken;

  JettyRequest(Request request, ServerSettings settings, BodyBudget bodies) throws Problem {
    this.request = request;
    this.maxBodyBytes = settings.maxBodyBytes();
    this.bodyNanos = TimeUnit.MILLISECONDS.toNanos(settings.idleMillis());
    this.bodies = bodies;
    this.watch = new ClientWatch(request.getConnectionMetaData().getConnection().getEndPoint());
    this.query = parse(request.getHttpURI().getQuery());
  }

  private static ImmutableListMultimap<String, String> parse(@Nullable String query)
      throws Problem {
    ImmutableListMultimap.Builder<String, String> parsed = ImmutableListMultimap.builder();
    if (query != null && !query.isEmpty()) {
      Fields fields = new Fields(true);
      try {
        UrlEncoded.decodeTo(query, fields::add, StandardCharsets.UTF_8, MAX_PARAMETERS);
      } catch (RuntimeException e) {
        throw Problem.badRequest(
            "invalid_query",
            "The query is not UTF-8 in percent form, or has more than %d parameters. Maybe encode it."
                .formatted(MAX_PARAMETERS));
      }
      for (Fields.Field field : fields) {
        parsed.putAll(field.getName(), field.getValues());
      }
    }
    return parsed.build();
  }

  void bind(ImmutableMap<String, String> values) {
    variables = values;
  }

  /** Gives back the room that the body took. */
  void release() {
    bodies.release(taken);
    taken = 0;
  }

  Connection connection() {
    return request.getConnectionMetaData().getConnection();
  }

  ClientWatch watch() {
    return watch;
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String rawPath() {
    return String.valueOf(request.getHttpURI().getPath());
  }

  @Override
  public ImmutableMap<String, String> variables() {
    return variables;
  }

  @Override
  public ImmutableListMultimap<String, String> query() {
    return query;
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  @Override
  public byte[] body() throws Problem {
    byte[] known = body;
    if (known == null) {
      known = read();
      body = known;
    }
    return known;
  }

  private byte[] read() throws Problem {
    refuseEncoding();
    if (request.getLength() > maxBodyBytes) {
      throw tooLarge();
    }
    taken = bodies.take(request.getLength() < 0 ? maxBodyBytes : request.getLength());
    try (InputStream in = Content.Source.asInputStream(request)) {
      return readAll(in);
    } catch (IOException e) {
      throw Problem.badRequest(
          "incomplete_body", "The body broke off. Maybe send it again, in one go.");
    }
  }

  /** A body that was packed would be read as what it is not. */
  private void refuseEncoding() throws Problem {
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw Problem.of(
          415,
          "invalid_request_error",
          "unsupported_encoding",
          "The body is encoded as '%s', which is not understood here. Maybe send it as it is."
              .formatted(encoding));
    }
  }

  /** Reads to the end; gives up on a client that sends so slowly that it only holds on. */
  private byte[] readAll(InputStream in) throws IOException, Problem {
    long began = System.nanoTime();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE_BYTES];
    for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
      read.write(piece, 0, length);
      if (read.size() > maxBodyBytes) {
        throw tooLarge();
      }
      if (System.nanoTime() - began > bodyNanos) {
        throw Problem.of(
            408,
            "invalid_request_error",
            "body_too_slow",
            "The body has not come within %d ms. Maybe send it in one go."
                .formatted(TimeUnit.NANOSECONDS.toMillis(bodyNanos)));
      }
    }
    return read.toByteArray();
  }

  private Problem tooLarge() {
    return Problem.of(
        413,
        "invalid_request_error",
        "body_too_large",
        "The body has more than %d bytes. Maybe send less.".formatted(maxBodyBytes));
  }

  /** Returns whether the body has been read to its end. */
  boolean isBodyRead() {
    return body != null;
  }

  @Override
  public boolean isGone() {
    boolean isRead = body != null || request.getLength() == 0 || isWithoutBody();
    return isRead && watch.isGone();
  }

  private boolean isWithoutBody() {
    return request.getLength() < 0 && request.getHeaders().get("Transfer-Encoding") == null;
  }
}
