package org.exojvm.node.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events, as far as this server sends them. */
final class SseClient implements AutoCloseable {

  /** An event. */
  record Event(String id, String name, String data) {}

  private final HttpClient client;
  private final BufferedReader lines;

  private SseClient(HttpClient client, BufferedReader lines) {
    this.client = client;
    this.lines = lines;
  }

  private static HttpRequest.Builder request(String url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    return headers.length == 0 ? request : request.headers(headers);
  }

  static SseClient open(String url, String... headers) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    var body = client.send(request(url, headers).build(), BodyHandlers.ofInputStream()).body();
    return new SseClient(
        client, new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
  }

  /** Returns the status of a request that is refused, and which parameter is to blame. */
  static String status(String url, String... headers) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(request(url, headers).build(), BodyHandlers.ofString());
      return response.statusCode()
          + " "
          + new ObjectMapper().readTree(response.body()).at("/error/param").asText();
    }
  }

  static int head(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request(url).HEAD().build(), BodyHandlers.discarding()).statusCode();
    }
  }

  /** Returns the next line, null at the end. */
  @Nullable String line() throws IOException {
    try {
      return lines.readLine();
    } catch (IOException e) {
      return null;
    }
  }

  /** Waits for the next event; comments are passed over. */
  Event next() throws IOException {
    String id = "";
    String name = "";
    String data = null;
    while (true) {
      String line = lines.readLine();
      if (line == null) {
        throw new IOException("The stream has ended.");
      }
      if (line.isEmpty() && data != null) {
        return new Event(id, name, data);
      }
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      }
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
