package org.exojvm.node.launch;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.TransportException;
import org.exojvm.core.catalog.BundledModelCatalog;
import org.exojvm.core.catalog.GrowingModelCatalog;
import org.exojvm.core.election.ElectionConfig;
import org.exojvm.core.election.ElectionMessage;
import org.exojvm.core.election.Mastership;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.node.ExoNodeBuilder;
import org.exojvm.core.node.NodeRole;
import org.exojvm.core.probe.NodeProbe;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.node.api.ControlPlaneRoutes;
import org.exojvm.node.config.NodeConfig;
import org.exojvm.node.health.HealthRoutes;
import org.exojvm.node.http.ApiServer;
import org.exojvm.node.http.Routes;
import org.exojvm.node.metrics.NodeMetrics;
import org.exojvm.node.openai.ChatRoutes;
import org.exojvm.node.pages.PageRoutes;
import org.exojvm.node.program.ChunkHub;
import org.exojvm.node.program.NodeAccess;
import org.exojvm.node.stream.EventStreamRoutes;

/**
 * A node with its API, put together as its configuration says. Runs from {@link #start} to {@link
 * #close}.
 *
 * <p>Threading: all methods may be called by any thread.
 */
public final class NodeProgram implements AutoCloseable {

  /** Directory of added model cards, below that of the node. */
  private static final String CARDS = "cards";

  private final NodeConfig config;
  private final Equipment equipment;
  private final NodeMetrics metrics;
  private final NodeTransport transport;
  private final NodeAccess access;
  private final ApiServer server;

  private NodeProgram(
      NodeConfig config, GrowingModelCatalog catalog, Equipment equipment, NodeMetrics metrics) {
    this.config = config;
    this.equipment = equipment;
    this.metrics = metrics;
    this.transport = Parts.installed().transport(config);
    this.access = access(config, equipment, catalog, transport);
    equipment.attach().accept(access.node());
    this.server = new ApiServer(config.server(), config.tokens(), routes(), metrics);
  }

  /**
   * Starts a node and its API.
   *
   * @throws NodeStartException when one of them cannot start; nothing runs then
   */
  public static NodeProgram start(NodeConfig config) throws NodeStartException {
    NodeProgram program = assemble(config, catalog(config));
    boolean started = false;
    try {
      program.begin();
      started = true;
      return program;
    } finally {
      if (!started) {
        program.close();
      }
    }
  }

  /** Puts everything together; what has threads already ends when something else cannot be. */
  private static NodeProgram assemble(NodeConfig config, GrowingModelCatalog catalog)
      throws NodeStartException {
    Equipment equipment = equipment(config);
    NodeMetrics metrics = new NodeMetrics();
    boolean assembled = false;
    try {
      NodeProgram program = new NodeProgram(config, catalog, equipment, metrics);
      assembled = true;
      return program;
    } catch (IllegalArgumentException e) {
      throw new NodeStartException(ExitCode.MISUSE, e.getMessage(), e);
    } finally {
      if (!assembled) {
        equipment.close();
        metrics.close();
      }
    }
  }

  private static Equipment equipment(NodeConfig config) throws NodeStartException {
    try {
      return Parts.installed().equipment(config);
    } catch (IllegalArgumentException e) {
      throw new NodeStartException(ExitCode.MISUSE, e.getMessage(), e);
    } catch (IllegalStateException e) {
      throw new NodeStartException(ExitCode.FAILED, e.getMessage(), e);
    } catch (IOException e) {
      throw new NodeStartException(ExitCode.DATA, e.getMessage(), e);
    }
  }

  private void begin() throws NodeStartException {
    try {
      access.node().start();
    } catch (IllegalArgumentException e) {
      throw new NodeStartException(ExitCode.MISUSE, e.getMessage(), e);
    } catch (IOException | UncheckedIOException e) {
      throw new NodeStartException(ExitCode.DATA, e.getMessage(), e);
    } catch (TransportException e) {
      throw new NodeStartException(ExitCode.ADDRESS, e.getMessage(), e);
    }
    metrics.measure(access.node(), access.chunks());
    transport.made().ifPresent(metrics::measure);
    metrics.measure(server);
    try {
      server.start();
    } catch (IOException e) {
      throw new NodeStartException(ExitCode.ADDRESS, e.getMessage(), e);
    }
  }

  /** The bundled cards and those that were added through the API, which lie with the node. */
  private static GrowingModelCatalog catalog(NodeConfig config) throws NodeStartException {
    try {
      return GrowingModelCatalog.open(
          BundledModelCatalog.create(), config.dataDir().resolve(CARDS));
    } catch (IOException e) {
      throw new NodeStartException(ExitCode.DATA, e.getMessage(), e);
    }
  }

  private static NodeAccess access(
      NodeConfig config,
      Equipment equipment,
      GrowingModelCatalog catalog,
      NodeTransport transport) {
    BundledModelCatalog bundled = BundledModelCatalog.create();
    MasterConfig masterConfig =
        MasterConfig.defaults()
            .withCardOverlay(bundled.overlay())
            .withMemory(MemoryPolicy.defaults().withFacts(bundled.facts()));
    PlacementStrategies strategies = PlacementStrategies.installed();
    ChunkHub chunks = new ChunkHub();
    ExoNodeBuilder builder =
        transport
            .addTo(ExoNode.builder(config.dataDir()))
            .mastership(
                Mastership.elected(
                    ElectionConfig.defaults(),
                    config.forceMaster() ? ElectionMessage.PREFERRED : 0))
            .engine(equipment.engine())
            .downloads(equipment.downloads())
            .catalog(catalog)
            .masterConfig(masterConfig)
            .strategies(strategies)
            .chunks(chunks);
    NodeProbe machine = NodeProbe.ofThisMachine(config.dataDir());
    config.name().ifPresent(name -> builder.probe(new NamedProbe(machine, name)));
    if (!config.isWorker()) {
      builder.roles(EnumSet.of(NodeRole.MASTER));
    }
    return new NodeAccess(builder.build(), catalog, masterConfig, strategies, chunks);
  }

  private Routes routes() {
    Routes.Builder routes = Routes.builder();
    new PageRoutes().addTo(routes);
    new HealthRoutes(access).addTo(routes);
    new ControlPlaneRoutes(access).addTo(routes);
    new ChatRoutes(access).addTo(routes);
    new EventStreamRoutes(access).addTo(routes);
    metrics.addTo(routes);
    return routes.build();
  }

  /** Returns the id of the node. */
  public NodeId id() {
    return access.node().id();
  }

  /** Returns the URL of the API, without a slash at its end. */
  public String url() {
    return server.url();
  }

  /** Returns what the routes work with. */
  public NodeAccess access() {
    return access;
  }

  /** Returns where other nodes reach this one, as they would be told with {@code --peer}. */
  public ImmutableList<String> listenAddresses() {
    return transport.listenAddresses();
  }

  /** Returns what to tell the user who has started it, a line for each thing. */
  public String greeting() {
    return Greeting.of(config, id(), url(), transport);
  }

  /**
   * Ends streams and requests, leaves the cluster, stops the runners, and makes durable what was
   * decided. Idempotent.
   */
  @Override
  public void close() {
    server.close();
    access.node().close();
    equipment.close();
    metrics.close();
  }
}
