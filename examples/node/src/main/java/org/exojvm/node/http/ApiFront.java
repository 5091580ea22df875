package org.exojvm.node.http;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.exojvm.node.http.Routes.Match;
import org.exojvm.node.http.Routes.Route;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Jetty calls for every request: gatekeeping, routing, answering. */
final class ApiFront extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(ApiFront.class);

  private static final String NONE = "none";

  /** Sent with everything: what is answered is data and never a page to sniff or to frame. */
  static final ImmutableMap<String, String> ALWAYS =
      ImmutableMap.of(
          "X-Content-Type-Options", "nosniff",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "no-referrer");

  private final ServerSettings settings;
  private final Routes routes;
  private final Gatekeeper gatekeeper;
  private final RequestObserver observer;
  private final Semaphore streams;
  private final Set<Connection> streaming = ConcurrentHashMap.newKeySet();
  private final BodyBudget bodies = new BodyBudget();
  private volatile boolean stopping;

  ApiFront(ServerSettings settings, Tokens tokens, Routes routes, RequestObserver observer) {
    this.settings = settings;
    this.routes = routes;
    this.gatekeeper = new Gatekeeper(settings, tokens);
    this.observer = observer;
    this.streams = new Semaphore(settings.maxStreams());
  }

  /** Returns whether a connection has a stream under way. */
  boolean isStreaming(Connection connection) {
    return streaming.contains(connection);
  }

  int openStreams() {
    return settings.maxStreams() - streams.availablePermits();
  }

  /** Lets streams end. */
  void stopStreams() {
    stopping = true;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long began = System.nanoTime();
    @Nullable Route route = null;
    @Nullable JettyRequest read = null;
    Reply reply;
    try {
      gatekeeper.rate(Request.getRemoteAddr(request));
      String origin = request.getHeaders().get(HttpHeader.ORIGIN);
      String host = request.getHeaders().get(HttpHeader.HOST);
      gatekeeper.origin(host, origin);
      gatekeeper.page(origin, request.getHeaders());
      allow(origin, response);
      read = new JettyRequest(request, settings, bodies);
      if (isPreflight(request, origin)) {
        return preflight(response, callback);
      }
      Match.Found found = find(request, read);
      route = found.route();
      gatekeeper.token(route.access(), request.getHeaders().get(HttpHeader.AUTHORIZATION));
      read.bind(found.variables());
      reply = route.handler().handle(read);
    } catch (Problem problem) {
      reply = problem.reply();
      hint(problem, response);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", request.getMethod(), route == null ? NONE : route.pattern(), e);
      reply =
          Problem.of(
                  500,
                  "server_error",
                  "internal_error",
                  "The node failed to answer this; its log says why. Maybe report it.")
              .reply();
    }
    try {
      send(request, read, reply, response, callback);
    } finally {
      if (read != null) {
        read.release();
      }
    }
    observer.answered(
        route == null ? NONE : route.pattern(),
        route == null ? NONE : route.method(),
        reply.status(),
        System.nanoTime() - began);
    return true;
  }

  private Match.Found find(Request request, JettyRequest read) throws Problem {
    return switch (routes.match(request.getMethod(), read.rawPath())) {
      case Match.Found found -> found;
      case Match.OtherMethod(var allowed) ->
          throw Problem.of(
              405,
              "invalid_request_error",
              "method_not_allowed",
              "%s does not answer %s, only %s."
                  .formatted(read.rawPath(), request.getMethod(), Joiner.on(", ").join(allowed)));
      case Match.Nothing _ ->
          throw Problem.notFound(
              "There is nothing at %s. Maybe look at /openapi.json.".formatted(read.rawPath()));
    };
  }

  private void allow(@Nullable String origin, Response response) {
    if (!settings.allowedOrigins().isEmpty()) {
      response.getHeaders().put(HttpHeader.VARY, "Origin");
    }
    if (origin != null && settings.allowedOrigins().contains(origin)) {
      response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
  }

  /** Before a page of another origin sends more than a form could, its browser asks. */
  private boolean isPreflight(Request request, @Nullable String origin) {
    return request.getMethod().equals("OPTIONS")
        && origin != null
        && settings.allowedOrigins().contains(origin)
        && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
  }

  private static boolean preflight(Response response, Callback callback) {
    response.setStatus(HttpStatus.NO_CONTENT_204);
    ALWAYS.forEach(response.getHeaders()::put);
    response
        .getHeaders()
        .put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PATCH, DELETE")
        .put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, Last-Event-ID")
        .put(HttpHeader.ACCESS_CONTROL_MAX_AGE, "600");
    callback.succeeded();
    return true;
  }

  private static void hint(Problem problem, Response response) {
    switch (problem.status()) {
      case 401 -> response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
      case 429, 503 ->
          response.getHeaders().put(HttpHeader.RETRY_AFTER, problem.retryAfterSeconds());
      default -> {
        // Says all it has to say.
      }
    }
  }

  private void send(
      Request request,
      @Nullable JettyRequest read,
      Reply reply,
      Response response,
      Callback callback) {
    switch (reply) {
      case Reply.Full full -> {
        head(full.status(), full.contentType(), full.headers(), response);
        // A body that was left aside would be taken for the next request: say that none is read.
        if (JettyRequest.isBodyLeft(request, read) || (read != null && read.watch().isSpent())) {
          response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        boolean isHead = request.getMethod().equals("HEAD");
        response.write(
            true, isHead ? ByteBuffer.allocate(0) : ByteBuffer.wrap(full.body()), callback);
      }
      case Reply.Streaming streaming -> {
        if (request.getMethod().equals("HEAD")) {
          streaming.body().abandon();
          head(streaming.status(), streaming.contentType(), streaming.headers(), response);
          response.write(true, ByteBuffer.allocate(0), callback);
          return;
        }
        if (read == null || !streams.tryAcquire()) {
          streaming.body().abandon();
          send(request, read, tooManyStreams(), response, callback);
          return;
        }
        try {
          stream(read, streaming, response, callback);
        } finally {
          streams.release();
        }
      }
    }
  }

  private Reply tooManyStreams() {
    return Problem.unavailable(
            "too_many_streams",
            "%d streams are open. Maybe close some, or come back later."
                .formatted(settings.maxStreams()))
        .reply();
  }

  private void stream(
      JettyRequest request, Reply.Streaming reply, Response response, Callback callback) {
    head(reply.status(), reply.contentType(), reply.headers(), response);
    // Nobody waits for the end of a stream on the same connection.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    streaming.add(request.connection());
    try {
      reply.body().writeTo(new Stream(request, response));
      callback.succeeded();
    } catch (IOException e) {
      callback.failed(e);
    } catch (RuntimeException e) {
      LOG.error("A stream failed", e);
      callback.failed(e);
    } finally {
      streaming.remove(request.connection());
    }
  }

  private static void head(
      int status, String contentType, Map<String, String> headers, Response response) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    ALWAYS.forEach(response.getHeaders()::put);
    headers.forEach(response.getHeaders()::put);
  }

  private final class Stream implements Reply.ReplyStream {

    private final JettyRequest request;
    private final Response response;

    Stream(JettyRequest request, Response response) {
      this.request = request;
      this.response = response;
    }

    @Override
    public void write(byte[] piece) throws IOException {
      Content.Sink.write(response, false, ByteBuffer.wrap(piece));
    }

    @Override
    public boolean isGone() {
      return stopping || request.isGone();
    }
  }
}
