package org.exojvm.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Goal: the shell keeps its promises about routes, limits, tokens, origins and clients that go. */
class ApiServerTest {

  private static final String TOKEN = "a-token-of-twenty-chars";

  private final HttpClient client = HttpClient.newHttpClient();
  private final CompletableFuture<Boolean> noticed = new CompletableFuture<>();
  private ApiServer server;

  @AfterEach
  void stop() {
    client.close();
    if (server != null) {
      server.close();
    }
  }

  private void start(ServerSettings settings, Tokens tokens) throws IOException {
    Routes routes =
        Routes.builder()
            .get("/word", request -> Reply.json(200, "\"word\""))
            .get("/of/{id}", request -> Reply.text(200, "text/plain", request.variable("id")))
            .post("/echo", request -> Reply.text(200, "text/plain", text(request.body())))
            .post("/slow", this::waitUntilGone)
            .get("/stream", request -> Reply.events(this::streamUntilGone))
            .get(
                "/broken",
                request -> {
                  throw new IllegalStateException("a secret of the inside");
                })
            .build();
    server = new ApiServer(settings, tokens, routes, (route, method, status, nanos) -> {});
    server.start();
  }

  private void start() throws IOException {
    start(ServerSettings.defaults().withPort(0), Tokens.none());
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private Reply waitUntilGone(ApiRequest request) throws Problem {
    var _ = request.body();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!request.isGone() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    noticed.complete(request.isGone());
    return Reply.json(200, "1");
  }

  private void streamUntilGone(Reply.ReplyStream out) throws IOException {
    out.write("data: 1\n\n");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!out.isGone() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    noticed.complete(out.isGone());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void aRouteAnswersAndAWordOfAPathMayHoldAnEncodedSlash() throws Exception {
    start();
    assertThat(send(to("/word")).body()).isEqualTo("\"word\"");
    assertThat(send(to("/of/mlx-community%2FQwen")).body()).isEqualTo("mlx-community/Qwen");
  }

  @Test
  void headTellsTheLengthThatGetWouldHaveAndOfAStreamNone() throws Exception {
    start();
    HttpResponse<String> word = send(to("/word").HEAD());
    assertThat(word.statusCode()).isEqualTo(200);
    assertThat(word.body()).isEmpty();
    assertThat(word.headers().firstValue("Content-Length")).contains("6");
    HttpResponse<String> stream = send(to("/stream").HEAD());
    assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(stream.headers().firstValue("Content-Length")).isEmpty();
  }

  @Test
  void aPackedBodyIsNotReadAsWhatItIsNot() throws Exception {
    start();
    HttpRequest.Builder echo = to("/echo").POST(BodyPublishers.ofString("x"));
    assertThat(send(echo.copy().header("Content-Encoding", "gzip")).statusCode()).isEqualTo(415);
    assertThat(send(echo.header("Content-Encoding", "identity")).body()).isEqualTo("x");
  }

  @Test
  void whatCannotBeReadIsToldWithItsReason() throws Exception {
    start();
    assertThat(raw("GET /word HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("Bad Request: ");
  }

  @Test
  void whatIsNotThereIsToldInTheShapeOfErrors() throws Exception {
    start();
    HttpResponse<String> missing = send(to("/nowhere"));
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body())
        .startsWith("{\"error\":{\"message\":\"There is nothing at /nowhere.");
    HttpResponse<String> method = send(to("/word").DELETE());
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(method.body()).contains("only GET, HEAD");
    assertThat(method.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void pathsWithDotsLeadNowhere() throws Exception {
    start();
    for (String path :
        ImmutableList.of("/of/%2e%2e/word", "/of/../../etc/passwd", "/of/%zz", "//")) {
      assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
          .as(path)
          .containsPattern("^HTTP/1.1 (400|404) ");
    }
  }

  @Test
  void aFailureIsToldWithoutWhatIsInside() throws Exception {
    start();
    HttpResponse<String> failed = send(to("/broken"));
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.body()).doesNotContain("secret");
  }

  @Test
  void bodiesAndHeadsAreBounded() throws Exception {
    start(
        ServerSettings.defaults().withPort(0).withMaxBodyBytes(100).withMaxHeaderBytes(1_000),
        Tokens.none());
    assertThat(send(to("/echo").POST(BodyPublishers.ofString("x".repeat(100)))).statusCode())
        .isEqualTo(200);
    assertThat(send(to("/echo").POST(BodyPublishers.ofString("x".repeat(101)))).statusCode())
        .isEqualTo(413);
    HttpResponse<String> head = send(to("/word").header("x", "y".repeat(1_000)));
    assertThat(head.statusCode()).isEqualTo(431);
    assertThat(head.body()).startsWith("{\"error\":");
  }

  @Test
  void changingNeedsATokenWhereThereAreTokensAndLookingDoesNot() throws Exception {
    start(ServerSettings.defaults().withPort(0), Tokens.of(ImmutableList.of(TOKEN)));
    assertThat(send(to("/word")).statusCode()).isEqualTo(200);
    assertThat(send(to("/echo").POST(BodyPublishers.ofString("1"))).statusCode()).isEqualTo(401);
    assertThat(
            send(to("/echo")
                    .header("Authorization", "Bearer wrong")
                    .POST(BodyPublishers.ofString("1")))
                .body())
        .contains("invalid_token")
        .doesNotContain("wrong");
    assertThat(
            send(to("/echo")
                    .header("Authorization", "Bearer " + TOKEN)
                    .POST(BodyPublishers.ofString("1")))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void otherMachinesAreNotLetInWithoutTokens() {
    assertThatThrownBy(
            () ->
                new ApiServer(
                    ServerSettings.defaults().withHost("0.0.0.0"), Routes.builder().build()))
        .hasMessageContaining("without a token");
  }

  @Test
  void pagesOfOthersAndReboundNamesAreRefused() throws Exception {
    start();
    assertThat(send(to("/word").header("Origin", "https://evil.example")).statusCode())
        .isEqualTo(403);
    assertThat(send(to("/word").header("Origin", server.url())).statusCode()).isEqualTo(200);
    assertThat(raw("GET /word HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void oneAddressMaySendSoManyRequests() throws Exception {
    start(ServerSettings.defaults().withPort(0).withRequestsPerSecond(1), Tokens.none());
    assertThat(send(to("/word")).statusCode()).isEqualTo(200);
    HttpResponse<String> second = send(to("/word"));
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void aClientThatHangsUpIsNoticedBeforeItsAnswer() throws Exception {
    start();
    open("POST /slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\n1").close();
    assertThat(noticed.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aClientThatLeavesAStreamIsNoticed() throws Exception {
    start();
    try (Socket socket = open("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
    assertThat(noticed.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void streamsEndWhenTheServerStops() throws Exception {
    start();
    try (Socket socket = open("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      server.close();
      assertThat(text(socket.getInputStream().readAllBytes())).contains("data: 1");
    }
    assertThat(noticed.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void workThatTakesLongerThanTheIdleTimeIsNotCutOff() throws Exception {
    start(ServerSettings.defaults().withPort(0).withIdleMillis(50), Tokens.none());
    try (Socket socket =
        open("POST /slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\n1")) {
      socket.setSoTimeout(1_000);
      InputStream in = socket.getInputStream();
      assertThatThrownBy(in::read)
          .as("neither an answer nor the end for a second")
          .isInstanceOf(java.net.SocketTimeoutException.class);
    }
    assertThat(noticed.get(20, TimeUnit.SECONDS)).isTrue();
  }

  /** Connects and sends a request as it stands. */
  private Socket open(String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private String raw(String request) throws IOException {
    try (Socket socket = open(request)) {
      return text(socket.getInputStream().readAllBytes());
    }
  }
}
