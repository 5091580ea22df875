package org.exojvm.node.metrics;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableMap;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.exojvm.api.transport.Transport;
import org.exojvm.core.metrics.NodeMeters;
import org.exojvm.core.node.ExoNode;
import org.exojvm.node.http.ApiServer;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.RequestObserver;
import org.exojvm.node.http.Routes;
import org.exojvm.node.program.ChunkHub;

/**
 * The meters of a node as a program: those of {@link NodeMeters}, of the JVM, of the API and of the
 * transport.
 *
 * <table>
 *   <caption>Meters of the API and the transport</caption>
 *   <tr><th>name</th><th>kind</th><th>what</th></tr>
 *   <tr><td>exo.http.requests</td><td>timer</td><td>answered requests, tagged {@code route} (its
 *       pattern, never a path), {@code method} and {@code status}; streams until they ended</td></tr>
 *   <tr><td>exo.http.streams</td><td>gauge</td><td>streams that are open</td></tr>
 *   <tr><td>exo.http.connections</td><td>gauge</td><td>connections that are open</td></tr>
 *   <tr><td>exo.http.generations</td><td>gauge</td><td>requests that wait for output</td></tr>
 *   <tr><td>exo.transport.peers</td><td>gauge</td><td>nodes that are connected</td></tr>
 *   <tr><td>exo.transport.events</td><td>counter</td><td>what the transport has counted, tagged {@code
 *       what}: its own names, such as {@code swarm.accepted}</td></tr>
 * </table>
 *
 * <p>Every tag has a bounded number of values: a client cannot make new ones.
 *
 * <p>Threading: all methods may be called by any thread.
 */
public final class NodeMetrics implements RequestObserver, AutoCloseable {

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  /** What is promised is 50 ms; one step below it and some above tell how far off it is. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(200),
    Duration.ofSeconds(1),
    Duration.ofSeconds(10)
  };

  private static final long ONE_LOOK_MILLIS = 50;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Begins to measure the JVM. */
  public NodeMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Begins to measure a node that has started. */
  public void measure(ExoNode node, ChunkHub chunks) {
    new NodeMeters(node).bindTo(registry);
    Gauge.builder("exo.http.generations", chunks, ChunkHub::size).register(registry);
  }

  /** Begins to measure a transport that has started. */
  public void measure(Transport transport) {
    Gauge.builder("exo.transport.peers", transport, it -> it.peers().size()).register(registry);
    // One look a scrape, however many meters there are.
    Supplier<ImmutableMap<String, Long>> counters =
        Suppliers.memoizeWithExpiration(transport::counters, ONE_LOOK_MILLIS, MILLISECONDS);
    for (String name : counters.get().keySet()) {
      FunctionCounter.builder(
              "exo.transport.events", transport, it -> counters.get().getOrDefault(name, 0L))
          .tag("what", name)
          .register(registry);
    }
  }

  /** Begins to measure a server. */
  public void measure(ApiServer server) {
    Gauge.builder("exo.http.streams", server, ApiServer::openStreams).register(registry);
    Gauge.builder("exo.http.connections", server, ApiServer::openConnections).register(registry);
  }

  /** Adds {@code GET /metrics}. */
  public void addTo(Routes.Builder routes) {
    routes.get("/metrics", request -> Reply.text(200, PROMETHEUS_TEXT, registry.scrape()));
  }

  @Override
  public void answered(String route, String method, int status, long nanos) {
    Timer.builder("exo.http.requests")
        .tag("route", route)
        .tag("method", method)
        .tag("status", Integer.toString(status))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    registry.close();
  }
}
