package org.exojvm.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: clients that hold on, pages of others, and masses of anything cost a bounded amount. */
class ApiServerLimitsTest {

  private static final String CONSOLE = "https://console.example";
  private static final int MAX_DRIBBLES = 2_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final CompletableFuture<Boolean> givenUp = new CompletableFuture<>();
  private ApiServer server;

  @AfterEach
  void stop() {
    client.close();
    if (server != null) {
      server.close();
    }
  }

  private void start(ServerSettings settings) throws IOException {
    server =
        new ApiServer(
            settings.withPort(0),
            Routes.builder()
                .get("/word", request -> Reply.json(200, "\"word\""))
                .post("/echo", request -> Reply.json(200, "" + request.body().length))
                .get("/flood", request -> Reply.events(this::flood))
                .get("/short", request -> Reply.events(out -> out.write(new byte[600_000])))
                .post(
                    "/broken",
                    request -> {
                      var _ = request.body();
                      throw new StackOverflowError();
                    })
                .build());
    server.start();
  }

  private void flood(Reply.ReplyStream out) throws IOException {
    byte[] piece = new byte[1_048_576];
    try {
      while (!out.isGone()) {
        out.write(piece);
      }
    } finally {
      givenUp.complete(true);
    }
  }

  private HttpResponse<String> send(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
    return client.send(request.headers(headers).build(), BodyHandlers.ofString());
  }

  /** Sends a beginning and then letters for as long as the server listens; returns its answer. */
  private String dribble(String beginning) throws IOException {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10);
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      out.write(beginning.getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < MAX_DRIBBLES; i++) {
        try {
          int read = in.read();
          if (read < 0) {
            return answer.toString();
          }
          answer.append((char) read);
        } catch (SocketTimeoutException e) {
          out.write('x');
        }
      }
    } catch (SocketException e) {
      return answer.toString(); // reset: the server has closed it while a letter was under way
    }
    throw new AssertionError("The server still listens after %d letters.".formatted(MAX_DRIBBLES));
  }

  @Test
  void aHeadThatNeverEndsIsNotWaitedForThoughBytesCome() throws Exception {
    start(ServerSettings.defaults().withIdleMillis(200));
    assertThat(dribble("GET /word HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")).isEmpty();
  }

  @Test
  void aBodyThatNeverEndsIsNotWaitedForThoughBytesCome() throws Exception {
    start(ServerSettings.defaults().withIdleMillis(200));
    assertThat(
            dribble(
                String.join(
                    "\r\n",
                    "POST /echo HTTP/1.1",
                    "Host: localhost",
                    "Connection: close",
                    "Content-Length: 100000",
                    "",
                    "")))
        .startsWith("HTTP/1.1 408 ")
        .contains("body_too_slow");
  }

  @Test
  void whoSendsALargeBodyThatNobodyWantsReadsWhyAllTheSame() throws Exception {
    start(ServerSettings.defaults());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      byte[] body = new byte[1_000_000];
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
              .formatted(body.length)
              .getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 404 ")
          .containsIgnoringCase("connection: close")
          .endsWith("\"not_found\"}}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /%00 HTTP/1.1", "GET word HTTP/1.1", "GET /word HTTP/9.9"})
  void theEndOfAConnectionIsAnnouncedWhenARequestCannotBeRead(String line) throws Exception {
    start(ServerSettings.defaults());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write((line + "\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 ")
          .containsIgnoringCase("connection: close");
    }
  }

  @Test
  void aStreamIsReadToItsEndThoughItsRequestHadABodyThatNobodyWanted() throws Exception {
    start(ServerSettings.defaults());
    for (int i = 0; i < 20; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.url() + "/short"))
              .method("GET", BodyPublishers.ofByteArray(new byte[1_000_000]))
              .build();
      assertThat(client.send(request, BodyHandlers.ofByteArray()).body()).hasSize(600_000);
    }
  }

  @Test
  void aStreamClientThatReadsNothingIsGivenUp() throws Exception {
    start(ServerSettings.defaults().withIdleMillis(2_000));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /flood HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      assertThat(givenUp.get(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(send("/word", "Accept", "*/*").statusCode()).isEqualTo(200);
  }

  @Test
  void oneStreamTooManyIsTurnedAwayAndTheOthersGoOn() throws Exception {
    start(ServerSettings.defaults().withMaxStreams(1));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /flood HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      assertThat(server.openStreams()).isEqualTo(1);
      HttpResponse<String> second = send("/flood", "Accept", "*/*");
      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(second.body()).contains("too_many_streams");
    }
  }

  @Test
  void aPageThatIsAllowedMayAskAndOthersMayNot() throws Exception {
    start(ServerSettings.defaults().withAllowedOrigins(ImmutableSet.of(CONSOLE)));
    HttpRequest.Builder preflight =
        HttpRequest.newBuilder(URI.create(server.url() + "/echo"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Access-Control-Request-Method", "POST");
    HttpResponse<String> allowed =
        client.send(preflight.copy().header("Origin", CONSOLE).build(), BodyHandlers.ofString());
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains(CONSOLE);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization");
    HttpResponse<String> refused =
        client.send(
            preflight.copy().header("Origin", "https://evil.example").build(),
            BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(send("/word", "Origin", "null").statusCode()).isEqualTo(403);
  }

  @Test
  void whatAPageOfOthersLoadsWithoutSayingItsOriginIsRefusedAndALinkIsNot() throws Exception {
    start(ServerSettings.defaults());
    for (String site : ImmutableList.of("cross-site", "same-site")) {
      assertThat(send("/word", "Sec-Fetch-Site", site, "Sec-Fetch-Mode", "no-cors").statusCode())
          .isEqualTo(403);
      assertThat(send("/word", "Sec-Fetch-Site", site, "Sec-Fetch-Mode", "navigate").statusCode())
          .isEqualTo(200);
    }
    assertThat(send("/word", "Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(200);
  }

  @Test
  void allBodiesTogetherAreBounded() throws Problem {
    BodyBudget budget = new BodyBudget();
    int taken = budget.take(BodyBudget.MAX_BYTES - 1_024);
    int last = budget.take(1);
    assertThatThrownBy(() -> budget.take(1))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
    budget.release(last);
    assertThatCode(() -> budget.take(1_024)).doesNotThrowAnyException();
    budget.release(taken);
  }

  @Test
  void aSecondsWorthOfRequestsMayComeAtOnceAndThenOnePerPartOfASecond() {
    RequestRate rate = new RequestRate(4, 0);
    assertThat(IntStream.range(0, 6).filter(i -> rate.admits(0)).count()).isEqualTo(4);
    assertThat(rate.admits(249_999_999)).isFalse();
    assertThat(rate.admits(250_000_000)).isTrue();
    assertThat(rate.admits(250_000_000)).isFalse();
    assertThat(IntStream.range(0, 6).filter(i -> rate.admits(9_000_000_000L)).count()).isEqualTo(4);
  }

  @Test
  void roomForBodiesIsGivenBackWhateverAHandlerThrows() throws Exception {
    start(ServerSettings.defaults().withMaxBodyBytes((int) BodyBudget.MAX_BYTES));
    for (int i = 0; i < 3; i++) {
      // Of unknown length: as much room is taken as a body may have.
      HttpRequest chunked =
          HttpRequest.newBuilder(URI.create(server.url() + "/broken"))
              .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1])))
              .build();
      HttpResponse<String> broken = client.send(chunked, BodyHandlers.ofString());
      assertThat(broken.statusCode()).isEqualTo(500);
      assertThat(broken.body()).doesNotContain("StackOverflow");
    }
  }

  @Test
  void theAddressesThatOneClientOfIpv6HasCountAsOne() throws Problem {
    Gatekeeper gatekeeper =
        new Gatekeeper(ServerSettings.defaults().withRequestsPerSecond(1), Tokens.none());
    gatekeeper.rate("2001:db8:1:2::1");
    assertThatThrownBy(() -> gatekeeper.rate("2001:db8:1:2:ffff::9")).isInstanceOf(Problem.class);
    gatekeeper.rate("2001:db8:1:3::1");
    gatekeeper.rate("10.0.0.1");
    gatekeeper.rate("10.0.0.2");
  }
}
