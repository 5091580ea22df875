package org.exojvm.node.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.catalog.BundledModelCatalog;
import org.exojvm.core.catalog.GrowingModelCatalog;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.node.EventStream;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.node.SimulatedHardware;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.state.State;
import org.exojvm.core.transport.memory.InMemoryNetwork;
import org.exojvm.node.health.HealthRoutes;
import org.exojvm.node.http.ApiServer;
import org.exojvm.node.http.Routes;
import org.exojvm.node.http.ServerSettings;
import org.exojvm.node.metrics.NodeMetrics;
import org.exojvm.node.openai.ChatRoutes;
import org.exojvm.node.program.ChunkHub;
import org.exojvm.node.program.NodeAccess;
import org.exojvm.node.stream.EventStreamRoutes;

/** A real node of simulated hardware with 64 GiB, and its API. */
final class ApiNode implements AutoCloseable {

  /** Beyond any delay of a busy machine; only a failing test waits this long. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static final String MODEL = "mlx-community/Qwen3-0.6B-4bit";
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Memory MEMORY = new Memory(64L << 30);

  final ExoNode node;
  final Routes routes;
  private final SimulatedHardware hardware = new SimulatedHardware(SimulatedTimings.INSTANT);
  private final NodeMetrics metrics = new NodeMetrics();
  private final ApiServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private ApiNode(Path directory, String name, InMemoryNetwork network) throws Exception {
    BundledModelCatalog bundled = BundledModelCatalog.create();
    ModelCatalog catalog =
        GrowingModelCatalog.open(bundled, directory.resolve(name).resolve("cards"));
    MasterConfig config =
        MasterConfig.defaults()
            .withCardOverlay(bundled.overlay())
            .withMemory(MemoryPolicy.defaults().withFacts(bundled.facts()));
    ChunkHub chunks = new ChunkHub();
    this.node =
        ExoNode.builder(directory.resolve(name))
            .id(NodeId.of(name))
            .transport(network::join)
            .engine(hardware.engine())
            .downloads(hardware.downloads())
            .catalog(catalog)
            .masterConfig(config)
            .chunks(chunks)
            .probe(
                () ->
                    ImmutableList.of(
                        new GatheredInfo.GatheredMemoryUsage(
                            new MemoryUsage(MEMORY, MEMORY, Memory.ZERO, Memory.ZERO))))
            .build();
    node.start();
    NodeAccess access =
        new NodeAccess(node, catalog, config, PlacementStrategies.installed(), chunks);
    Routes.Builder table = Routes.builder();
    new ControlPlaneRoutes(access).addTo(table);
    new ChatRoutes(access).addTo(table);
    new EventStreamRoutes(access).addTo(table);
    new HealthRoutes(access).addTo(table);
    metrics.addTo(table);
    this.routes = table.build();
    this.server =
        new ApiServer(
            ServerSettings.defaults()
                .withPort(0)
                .withRequestsPerSecond(1_000_000)
                .withIdleMillis(600_000),
            routes);
    server.start();
  }

  /** Starts a node that is alone, and waits until it has measured its memory. */
  static ApiNode alone(Path directory) throws Exception {
    ApiNode alone = join(directory, "n1", network());
    var _ = alone.await(state -> state.nodeMemory().size() == 1);
    return alone;
  }

  static InMemoryNetwork network() {
    return new InMemoryNetwork(delivery -> Thread.ofVirtual().name("network").start(delivery));
  }

  static ApiNode join(Path directory, String name, InMemoryNetwork network) throws Exception {
    return new ApiNode(directory, name, network);
  }

  /** Follows the events until the state of the node is as wanted. */
  State await(Predicate<State> goal) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    EventStream events = node.events(node.state().lastEventAppliedIdx() + 1);
    while (!goal.test(node.state())) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("The state is not as wanted: " + node.state());
      }
      var _ = events.next(Duration.ofSeconds(1));
    }
    return node.state();
  }

  /** What came back. */
  record Answer(int status, String body, HttpResponse<?> response) {

    /** Returns the media type without its parameters. */
    String mediaType() {
      String whole = response.headers().firstValue("Content-Type").orElse("");
      return whole.split(";", 2)[0];
    }

    JsonNode json() throws Exception {
      return JSON.readTree(body);
    }

    String message() throws Exception {
      return json().at("/error/message").asText();
    }
  }

  Answer get(String path) throws Exception {
    return send("GET", path, null);
  }

  Answer post(String path, String body) throws Exception {
    return send("POST", path, body);
  }

  Answer patch(String path, String body) throws Exception {
    return send("PATCH", path, body);
  }

  Answer delete(String path) throws Exception {
    return send("DELETE", path, null);
  }

  Answer send(String method, String path, String body) throws Exception {
    HttpResponse<String> response =
        client.send(request(method, path, body), BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body(), response);
  }

  /** As {@link #send}, but of a response that is a stream reads no more than its first piece. */
  Answer begin(String method, String path, String body) throws Exception {
    HttpResponse<InputStream> response =
        client.send(request(method, path, body), BodyHandlers.ofInputStream());
    StringBuilder piece = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine();
          line != null && !line.isEmpty();
          line = lines.readLine()) {
        piece.append(line).append('\n');
      }
    }
    return new Answer(response.statusCode(), piece.toString(), response);
  }

  private HttpRequest request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  @Override
  public void close() {
    client.close();
    server.close();
    node.close();
    hardware.close();
    metrics.close();
  }
}
