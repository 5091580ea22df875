package org.exojvm.node.launch;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.exojvm.core.node.EventStream;
import org.exojvm.node.config.NodeConfig;
import org.exojvm.node.http.ServerSettings;

/** A program in this JVM and a client of it. */
final class TestPrograms implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final NodeProgram program;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestPrograms(NodeProgram program) {
    this.program = program;
  }

  /** Returns the configuration of a node that shares nothing with others. */
  static NodeConfig config(Path directory) {
    return NodeConfig.in(directory)
        .withServer(ServerSettings.defaults().withPort(0))
        .withTransportSettings(ImmutableMap.of(NodeConfig.NAMESPACE, directory.toString()));
  }

  /** Returns the configuration of a node that others of this machine reach over libp2p. */
  static NodeConfig libp2p(Path directory, String... peers) {
    return config(directory)
        .withTransport("libp2p")
        .withTransportSettings(
            ImmutableMap.of(
                "listen",
                "/ip4/127.0.0.1/tcp/0",
                "mdns",
                "off",
                NodeConfig.NAMESPACE,
                "test-programs",
                NodeConfig.PEERS,
                String.join(",", peers)));
  }

  static TestPrograms start(NodeConfig config) throws NodeStartException {
    return new TestPrograms(NodeProgram.start(config));
  }

  /** Returns once the node is well, following its events. */
  void awaitHealthy() throws Exception {
    EventStream events = program.access().node().events(0);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (get("/health").statusCode() != 200) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(get("/health").body());
      }
      var _ = events.next(Duration.ofMillis(100));
    }
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send(request(path, headers).GET());
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(program.url() + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends a path as it is, which a well-behaved client would not, and returns the whole answer. */
  String raw(String path) throws IOException {
    URI uri = URI.create(program.url());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .formatted(path)
                  .getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    client.close();
    program.close();
  }
}
