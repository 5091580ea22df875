package org.exojvm.node.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one node. No request is sent twice; redirects are not followed, so that the token goes
 * nowhere else.
 *
 * <p>Threading: all methods may be called by any thread; they wait for the answer.
 */
public final class ApiClient implements AutoCloseable {

  /** Largest body that is read: a State of 10,000 nodes, twice. */
  static final int MAX_BODY_BYTES = 64 << 20;

  private static final Duration CONNECT_MAX = Duration.ofSeconds(3);

  /** Longest wait for what a node knows; the search for previews takes longest. */
  private static final Duration READ_MAX = Duration.ofSeconds(30);

  /** Longest wait for a change: a node itself gives up after 75 s, and says so. */
  private static final Duration CHANGE_MAX = Duration.ofSeconds(80);

  private final NodeAddress address;
  private final Optional<Token> token;
  private final HttpClient http;

  /** Creates a client; connects when it is first asked. */
  public ApiClient(NodeAddress address, Optional<Token> token) {
    this.address = address;
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Returns whom it asks. */
  public NodeAddress address() {
    return address;
  }

  /** Looks. */
  public Answer get(ApiPath path) {
    return ask(request("GET", path, null), READ_MAX);
  }

  /** Creates or starts something. */
  public Answer post(ApiPath path, JsonNode body) {
    return ask(request("POST", path, body), CHANGE_MAX);
  }

  /** Changes something. */
  public Answer patch(ApiPath path, JsonNode body) {
    return ask(request("PATCH", path, body), CHANGE_MAX);
  }

  /** Deletes something. */
  public Answer delete(ApiPath path) {
    return ask(request("DELETE", path, null), CHANGE_MAX);
  }

  /** What became of opening a stream. */
  sealed interface Opened {

    /** It is open; close it. */
    record Stream(InputStream in) implements Opened {}

    /** It is not. */
    record Not(Answer.Failure why) implements Opened {}
  }

  /** Opens a stream of server-sent events. */
  Opened open(ApiPath path) {
    HttpRequest request =
        HttpRequest.newBuilder(request("GET", path, null), (name, value) -> !name.equals("Accept"))
            .header("Accept", "text/event-stream")
            .build();
    BodyHandler<InputStream> body = BodyHandlers.ofInputStream();
    return switch (send(request, body, READ_MAX)) {
      case Sent.Failed<InputStream>(var why) -> new Opened.Not(why);
      case Sent.Response<InputStream>(var response) when response.statusCode() == 200 ->
          new Opened.Stream(response.body());
      case Sent.Response<InputStream>(var response) -> new Opened.Not(refusal(response));
    };
  }

  private Answer.Failure refusal(HttpResponse<InputStream> response) {
    String text;
    try (InputStream in = response.body()) {
      text = Replies.text(in.readNBytes(Replies.MAX_REFUSAL_BYTES));
    } catch (IOException e) {
      text = "";
    }
    return Replies.refusal(address, response.statusCode(), text);
  }

  private HttpRequest request(String method, ApiPath path, @Nullable JsonNode body) {
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.url() + path.encoded()))
            .method(method, publisher)
            .header("Accept", "application/json");
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    token.ifPresent(secret -> request.header("Authorization", secret.authorization()));
    return request.build();
  }

  private Answer ask(HttpRequest request, Duration atMost) {
    BodyHandler<byte[]> body = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY_BYTES);
    return switch (send(request, body, atMost)) {
      case Sent.Failed<byte[]>(var why) -> why;
      case Sent.Response<byte[]>(var response) ->
          Replies.read(address, response.statusCode(), response.body());
    };
  }

  private sealed interface Sent<T> {
    record Response<T>(HttpResponse<T> response) implements Sent<T> {}

    record Failed<T>(Answer.Failure why) implements Sent<T> {}
  }

  /** The time is that of the whole answer: a request's own timeout ends with the head of it. */
  private <T> Sent<T> send(HttpRequest request, BodyHandler<T> body, Duration atMost) {
    CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, body);
    try {
      return new Sent.Response<>(answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Sent.Failed<>(Replies.late(address, request.method(), atMost));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new Sent.Failed<>(new Answer.Late("The command was interrupted."));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() instanceof CompletionException c ? c.getCause() : e.getCause();
      return new Sent.Failed<>(
          Replies.broken(address, request.method(), cause == null ? e : cause));
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
