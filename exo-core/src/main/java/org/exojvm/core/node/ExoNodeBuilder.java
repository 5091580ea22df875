package org.exojvm.core.node;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.engine.RunnerEngine;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.core.catalog.BundledModelCatalog;
import org.exojvm.core.election.ElectionConfig;
import org.exojvm.core.election.Mastership;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.probe.NodeProbe;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.jspecify.annotations.Nullable;

/**
 * Puts an {@link ExoNode} together. A transport is required, and an engine and downloads for a
 * worker; everything else has a default. Belongs to one thread; build one node with it.
 */
public final class ExoNodeBuilder {

  private final Path directory;
  private Set<NodeRole> roles = EnumSet.allOf(NodeRole.class);
  private @Nullable UnaryOperator<NodeId> id;
  private Mastership.Provider mastership = Mastership.elected(ElectionConfig.defaults());
  private @Nullable NodeId fixedMaster;
  private @Nullable Function<NodeId, Transport> transport;
  private @Nullable RunnerEngine engine;
  private Downloads.@Nullable Provider downloads;
  private @Nullable ModelCatalog catalog;
  private @Nullable MasterConfig masterConfig;
  private @Nullable NodeProbe probe;
  private PlacementStrategies strategies = PlacementStrategies.installed();
  private PeerAddresses peerAddresses = PeerAddresses.loopback();
  private EventLogs logs = EventLogs.files();
  private NodeTimings timings = NodeTimings.DEFAULT;
  private BiConsumer<CommandId, GenerationChunk> chunks = (command, chunk) -> {};

  ExoNodeBuilder(Path directory) {
    this.directory = directory;
  }

  /** Sets what the node does; all roles unless set. */
  public ExoNodeBuilder roles(Set<NodeRole> value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("A node has at least one role. Maybe leave roles out.");
    }
    roles = EnumSet.copyOf(value);
    return this;
  }

  /** Sets the id; unless set, one is made at the first start and kept in the directory. */
  public ExoNodeBuilder id(NodeId value) {
    return id(proposed -> value);
  }

  /**
   * Sets what names the node, once its directory is locked: given the id that the directory holds,
   * or a new one, it returns the id that the node has to have, such as that of its key. What it
   * throws, {@link ExoNode#start} throws.
   */
  public ExoNodeBuilder id(UnaryOperator<NodeId> naming) {
    id = naming;
    return this;
  }

  /** Sets which node is master for ever; unless set, the nodes elect one. */
  public ExoNodeBuilder master(NodeId value) {
    fixedMaster = value;
    mastership = Mastership.fixed(value);
    return this;
  }

  /** Sets how the master is found; unless set, the nodes elect one. */
  public ExoNodeBuilder mastership(Mastership.Provider value) {
    fixedMaster = null;
    mastership = value;
    return this;
  }

  /** Sets what makes the transport of the node, given its id; such as {@code network::join}. */
  public ExoNodeBuilder transport(Function<NodeId, Transport> value) {
    transport = value;
    return this;
  }

  /** Sets the engine of the worker. */
  public ExoNodeBuilder engine(RunnerEngine value) {
    engine = value;
    return this;
  }

  /** Sets the downloads of the worker. */
  public ExoNodeBuilder downloads(Downloads.Provider value) {
    downloads = value;
    return this;
  }

  /** Sets where model cards come from; the bundled catalogue unless set. */
  public ExoNodeBuilder catalog(ModelCatalog value) {
    catalog = value;
    return this;
  }

  /** Sets the configuration of the master; the defaults with the bundled facts unless set. */
  public ExoNodeBuilder masterConfig(MasterConfig value) {
    masterConfig = value;
    return this;
  }

  /** Sets the placement strategies; those that ServiceLoader finds unless set. */
  public ExoNodeBuilder strategies(PlacementStrategies value) {
    strategies = value;
    return this;
  }

  /**
   * Sets what measures the machine; {@link NodeProbe#ofThisMachine} with the directory of the node
   * unless set: OSHI where it is on the path, the JDK elsewhere.
   */
  public ExoNodeBuilder probe(NodeProbe value) {
    probe = value;
    return this;
  }

  /** Sets what knows the addresses of peers; made-up ones unless set. */
  public ExoNodeBuilder peerAddresses(PeerAddresses value) {
    peerAddresses = value;
    return this;
  }

  /** Sets what opens the log of the master; files in the directory unless set. */
  public ExoNodeBuilder logs(EventLogs value) {
    logs = value;
    return this;
  }

  /** Sets how long the node waits for what. */
  ExoNodeBuilder timings(NodeTimings value) {
    timings = value;
    return this;
  }

  /**
   * Sets who takes the output of requests that were submitted at this node, wherever they run, with
   * the command that asked for it; in order, perhaps with gaps when a node or link dies. Called by
   * the loop: returns at once.
   */
  public ExoNodeBuilder chunks(BiConsumer<CommandId, GenerationChunk> value) {
    chunks = value;
    return this;
  }

  /**
   * Returns the node, not started.
   *
   * @throws IllegalArgumentException when something required is missing; names it
   */
  public ExoNode build() {
    require(transport, "transport");
    if (has(NodeRole.WORKER)) {
      require(engine, "engine");
      require(downloads, "downloads");
    }
    return new ExoNode(this);
  }

  private static <T> T require(@Nullable T part, String name) {
    if (part == null) {
      throw new IllegalArgumentException(
          "The node has no %s. Maybe call %s(...) on its builder.".formatted(name, name));
    }
    return part;
  }

  boolean has(NodeRole role) {
    return roles.contains(role);
  }

  Path directory() {
    return directory;
  }

  UnaryOperator<NodeId> naming() {
    return id == null ? UnaryOperator.identity() : id;
  }

  Mastership.Provider mastershipOf(NodeId self) throws NodeException {
    NodeId master = fixedMaster;
    if (has(NodeRole.MASTER) && master != null && !master.equals(self)) {
      throw new NodeException(
          "Node %s has the role of a master, but the master is %s. Maybe give it the role WORKER alone."
              .formatted(self, master));
    }
    return mastership;
  }

  /** Returns what the node offers its cluster. */
  WorkerPart workerPart() {
    return has(NodeRole.WORKER)
        ? new WorkerPart(engine(), downloads(), probe())
        : WorkerPart.none(probe());
  }

  Transport transportOf(NodeId self) {
    return require(transport, "transport").apply(self);
  }

  RunnerEngine engine() {
    return require(engine, "engine");
  }

  Downloads.Provider downloads() {
    return require(downloads, "downloads");
  }

  ModelCatalog catalog() {
    return catalog == null ? BundledModelCatalog.create() : catalog;
  }

  MasterConfig masterConfig() {
    if (masterConfig != null) {
      return masterConfig;
    }
    BundledModelCatalog bundled = BundledModelCatalog.create();
    return MasterConfig.defaults()
        .withCardOverlay(bundled.overlay())
        .withMemory(MemoryPolicy.defaults().withFacts(bundled.facts()));
  }

  NodeProbe probe() {
    return probe == null ? NodeProbe.ofThisMachine(directory) : probe;
  }

  PlacementStrategies strategies() {
    return strategies;
  }

  PeerAddresses peerAddresses() {
    return peerAddresses;
  }

  EventLogs logs() {
    return logs;
  }

  NodeTimings timings() {
    return timings;
  }

  BiConsumer<CommandId, GenerationChunk> chunks() {
    return chunks;
  }
}
