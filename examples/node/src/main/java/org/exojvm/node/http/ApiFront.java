package org.exojvm.node.http;

import com.google.common.base.Joiner;
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
    @Nullable LeftBody left;
    try {
      left = sender.send(request, read, reply, response, callback);
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
    if (left != null) {
      left.discard();
      callback.succeeded();
    }
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
    ReplySender.ALWAYS.forEach(response.getHeaders()::put);
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
}
