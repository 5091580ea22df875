package org.exojvm.core.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/**
 * Asks web servers. Redirects are followed here and not by the client, so that each hop is asked
 * for its own authorization and none leads from HTTPS to HTTP. May be used by any thread.
 */
final class Http implements AutoCloseable {

  /** Most redirects in a row; a model hub needs one or two. More is a loop. */
  static final int MAX_REDIRECTS = 10;

  private final ExecutorService threads;
  private final HttpClient client;
  private final Duration patience;
  private final Function<URI, Optional<String>> authorization;

  Http(StoreLimits limits, ThreadFactory factory, Function<URI, Optional<String>> authorization) {
    this.threads = Executors.newThreadPerTaskExecutor(factory);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofMillis(limits.connectMillis()))
            .executor(threads)
            .build();
    this.patience = Duration.ofMillis(limits.idleMillis());
    this.authorization = authorization;
  }

  /** Returns whether an address can be asked. */
  static boolean isWeb(URI uri) {
    return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
        && uri.getHost() != null;
  }

  /**
   * Asks for a document and returns when the head of the answer is there, whatever it says. The
   * body has to be closed.
   *
   * @throws StoreException when redirects lead nowhere
   * @throws IOException when the server cannot be reached or does not answer in time
   */
  HttpResponse<InputStream> get(URI uri, Map<String, String> headers)
      throws IOException, InterruptedException {
    URI at = uri;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpResponse<InputStream> answer =
          client.send(request(at, headers), HttpResponse.BodyHandlers.ofInputStream());
      if (!isRedirect(answer.statusCode())) {
        return answer;
      }
      answer.body().close();
      at = target(at, answer);
    }
    throw new StoreException(
        "%s redirects more than %d times. Maybe the server is set up wrong."
            .formatted(uri, MAX_REDIRECTS));
  }

  private HttpRequest request(URI uri, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience).GET();
    headers.forEach(request::header);
    authorization.apply(uri).ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static URI target(URI from, HttpResponse<?> answer) throws StoreException {
    String location = answer.headers().firstValue("Location").orElse("");
    URI target;
    try {
      target = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          "%s redirects to \"%s\", which is no address. Maybe the server is set up wrong."
              .formatted(from, location),
          e);
    }
    boolean downgrade =
        "https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(target.getScheme());
    if (location.isEmpty() || !isWeb(target) || downgrade) {
      throw new StoreException(
          "%s redirects to \"%s\", which is not followed. Maybe name the server behind it."
              .formatted(from, location));
    }
    return target;
  }

  /** Cuts what is under way and returns when no thread is left. */
  @Override
  public void close() {
    client.shutdownNow();
    client.close();
    threads.close();
  }
}
