package org.exojvm.node.http;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;

/** A request of Jetty's, with its bounds. Belongs to the thread of the request. */
final class JettyRequest implements ApiRequest {

  /** Most parameters of a query. */
  private static final int MAX_PARAMETERS = 256;

  private final Request request;
  private final int maxBodyBytes;
  private final ClientWatch watch;
  private final ImmutableListMultimap<String, String> query;
  private ImmutableMap<String, String> variables = ImmutableMap.of();
  private byte @Nullable [] body;

  JettyRequest(Request request, int maxBodyBytes) throws Problem {
    this.request = request;
    this.maxBodyBytes = maxBodyBytes;
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
            "The query cannot be read (%s). Maybe encode it as UTF-8 in percent form."
                .formatted(e.getMessage()));
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
    if (request.getLength() > maxBodyBytes) {
      throw tooLarge();
    }
    byte[] read;
    try (InputStream in = Content.Source.asInputStream(request)) {
      read = in.readNBytes(maxBodyBytes + 1);
    } catch (IOException e) {
      throw Problem.badRequest(
          "incomplete_body", "The body broke off. Maybe send it again, in one go.");
    }
    if (read.length > maxBodyBytes) {
      throw tooLarge();
    }
    return read;
  }

  private Problem tooLarge() {
    return Problem.of(
        413,
        "invalid_request_error",
        "body_too_large",
        "The body has more than %d bytes. Maybe send less.".formatted(maxBodyBytes));
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
