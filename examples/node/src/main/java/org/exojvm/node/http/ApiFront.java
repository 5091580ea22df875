package org.exojvm.node.http;

import com.google.common.base.Ascii;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
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

  /** Most characters of a path that are shown in a message. */
  private static final int MAX_SHOWN = 200;

  private static final Reply PREFLIGHT =
      new Reply.Full(
          HttpStatus.NO_CONTENT_204,
          Reply.NOTHING,
          new byte[0],
          ImmutableMap.of(
              "Access-Control-Allow-Methods",
              "GET, POST, PATCH, DELETE",
              "Access-Control-Allow-Headers",
              "Authorization, Content-Type, Last-Event-ID",
              "Access-Control-Max-Age",
              "600"));

  private final ServerSettings settings;
  private final Routes routes;
  private final Gatekeeper gatekeeper;
  private final RequestObserver observer;
  private final ReplySender sender;
  private final BodyBudget bodies = new BodyBudget();

  ApiFront(ServerSettings settings, Tokens tokens, Routes routes, RequestObserver observer) {
    this.settings = settings;
    this.routes = routes;
    this.gatekeeper = new Gatekeeper(settings, tokens);
    this.observer = observer;
    this.sender = new ReplySender(settings.maxStreams());
  }

  /** Returns what sends the replies. */
  ReplySender sender() {
    return sender;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange();
    @Nullable LeftBody left;
    try {
      Reply reply = reply(request, response, exchange);
      left = sender.send(request, exchange.read, reply, response, callback);
      observer.answered(
          exchange.pattern(),
          exchange.route == null ? NONE : exchange.route.method(),
          reply.status(),
          System.nanoTime() - exchange.beganNanos);
    } finally {
      // Whatever is thrown, errors of the JVM included: room that is not given back is lost.
      if (exchange.read != null) {
        exchange.read.release();
      }
    }
    if (left != null) {
      left.discard();
      callback.succeeded();
    }
    return true;
  }

  /** What is known of a request so far. */
  private static final class Exchange {
    final long beganNanos = System.nanoTime();
    @Nullable Route route;
    @Nullable JettyRequest read;

    String pattern() {
      return route == null ? NONE : route.pattern();
    }
  }

  private Reply reply(Request request, Response response, Exchange exchange) {
    try {
      gatekeeper.rate(Request.getRemoteAddr(request));
      String origin = request.getHeaders().get(HttpHeader.ORIGIN);
      gatekeeper.origin(request.getHeaders().get(HttpHeader.HOST), origin);
      gatekeeper.page(origin, request.getHeaders());
      allow(origin, response);
      JettyRequest read = new JettyRequest(request, settings, bodies);
      exchange.read = read;
      if (isPreflight(request, origin)) {
        return PREFLIGHT;
      }
      Match.Found found = find(request, read, response);
      exchange.route = found.route();
      gatekeeper.token(found.route().access(), request.getHeaders().get(HttpHeader.AUTHORIZATION));
      read.bind(found.variables());
      return found.route().handler().handle(read);
    } catch (Problem problem) {
      hint(problem, response);
      return problem.reply();
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", request.getMethod(), exchange.pattern(), e);
      return Problem.of(
              500,
              "server_error",
              "internal_error",
              "The node failed to answer this; its log says why. Maybe report it.")
          .reply();
    }
  }

  private Match.Found find(Request request, JettyRequest read, Response response) throws Problem {
    return switch (routes.match(request.getMethod(), read.rawPath())) {
      case Match.Found found -> found;
      case Match.OtherMethod(var allowed) -> {
        String methods = Joiner.on(", ").join(allowed);
        response.getHeaders().put(HttpHeader.ALLOW, methods);
        throw Problem.of(
            405,
            "invalid_request_error",
            "method_not_allowed",
            "%s does not answer %s, only %s."
                .formatted(read.rawPath(), request.getMethod(), methods));
      }
      case Match.Nothing _ ->
          throw Problem.notFound(
              "There is nothing at %s. Maybe look at /openapi.json."
                  .formatted(Ascii.truncate(read.rawPath(), MAX_SHOWN, "...")));
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
}
