package org.exojvm.node.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.exojvm.node.http.ApiRequest;
import org.exojvm.node.http.ApiServer;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.RouteHandler;
import org.exojvm.node.http.Routes;
import org.exojvm.node.http.ServerSettings;
import org.exojvm.node.http.Tokens;

/** An API whose answers a test writes down. */
final class FakeNode implements AutoCloseable {

  static final String TOKEN = "a-token-of-twenty-chars";

  private final Routes.Builder routes = Routes.builder();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private Tokens tokens = Tokens.none();
  private ApiServer server;

  FakeNode answers(String method, String pattern, String json) {
    return answers(method, pattern, request -> Reply.json(200, json));
  }

  FakeNode answers(String method, String pattern, RouteHandler handler) {
    RouteHandler recording =
        request -> {
          asked.add(told(request));
          return handler.handle(request);
        };
    switch (method) {
      case "GET" -> routes.get(pattern, recording);
      case "POST" -> routes.post(pattern, recording);
      case "PATCH" -> routes.patch(pattern, recording);
      case "DELETE" -> routes.delete(pattern, recording);
      default -> throw new IllegalArgumentException(method);
    }
    return this;
  }

  FakeNode wantsToken() {
    tokens = Tokens.of(List.of(TOKEN));
    return this;
  }

  FakeNode start() throws IOException {
    return start(0);
  }

  FakeNode start(int port) throws IOException {
    server =
        new ApiServer(
            ServerSettings.defaults().withPort(port),
            tokens,
            routes.build(),
            (route, method, status, nanos) -> {});
    server.start();
    return this;
  }

  private static String told(ApiRequest request) throws Problem {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    String query = request.query().isEmpty() ? "" : " " + request.query();
    return (request.method() + " " + request.rawPath() + query + " " + body).strip();
  }

  String url() {
    return server.url();
  }

  int port() {
    return server.port();
  }

  /** What was asked, in order: method, path, query, body. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** Runs a command against this node. */
  CommandRun run(String words, String... further) {
    String[] all = Arrays.copyOf(further, further.length + 2);
    all[further.length] = "--node";
    all[further.length + 1] = url();
    return CommandRun.of(words, all);
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
