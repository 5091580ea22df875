package org.exojvm.node.testing;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.catalog.BundledModelCatalog;
import org.exojvm.core.command.Command;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.engine.simulated.SimulationScript;
import org.exojvm.core.explain.IntentPhase;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.node.CommandResult;
import org.exojvm.core.node.EventStream;
import org.exojvm.core.node.EventsMissedException;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.node.ExoNodeBuilder;
import org.exojvm.core.node.NodeRole;
import org.exojvm.core.node.SimulatedHardware;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.state.State;
import org.exojvm.core.transport.memory.InMemoryNetwork;
import org.exojvm.node.http.ApiServer;
import org.exojvm.node.http.Routes;
import org.exojvm.node.http.ServerSettings;
import org.exojvm.node.program.ChunkHub;
import org.exojvm.node.program.NodeAccess;
import org.jspecify.annotations.Nullable;

/** A real node on simulated hardware, with routes of its own on a free port. */
public final class TestNode implements AutoCloseable {

  /** Beyond any delay of a busy machine; only a failing test waits this long. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A small model of the bundled catalogue. */
  public static final ModelId MODEL = ModelId.of("mlx-community/Qwen3-0.6B-4bit");

  private static final Memory RAM = Memory.ofBytes(64L << 30);

  private final Path root;
  private final InMemoryNetwork network =
      new InMemoryNetwork(delivery -> Thread.ofVirtual().name("network").start(delivery));
  private final SimulatedHardware hardware;
  private final MasterConfig config;
  private final NodeAccess access;
  private @Nullable ExoNode follower;
  private @Nullable ApiServer server;

  /** Starts a node on machines that need no time, except for tokens. */
  public TestNode(Path root, long tokenMillis, SimulationScript script) throws IOException {
    this.root = root;
    this.hardware =
        new SimulatedHardware(SimulatedTimings.INSTANT.withTokenMillis(tokenMillis), script);
    this.config = MasterConfig.defaults().withMaxReplayBehind(10).withMaxReplayedEvents(10);
    ChunkHub chunks = new ChunkHub();
    ExoNode node = builder("a", chunks).master(NodeId.of("a")).build();
    this.access =
        new NodeAccess(
            node, BundledModelCatalog.create(), config, PlacementStrategies.installed(), chunks);
    node.start();
  }

  /** Starts a node that makes a token a millisecond and never fails. */
  public TestNode(Path root) throws IOException {
    this(root, 1, new SimulationScript());
  }

  private ExoNodeBuilder builder(String name, BiConsumer<CommandId, GenerationChunk> chunks) {
    return ExoNode.builder(root.resolve(name))
        .id(NodeId.of(name))
        .transport(network::join)
        .engine(hardware.engine())
        .downloads(hardware.downloads())
        .masterConfig(config)
        .chunks(chunks)
        .probe(
            () ->
                ImmutableList.of(
                    new GatheredMemoryUsage(new MemoryUsage(RAM, RAM, Memory.ZERO, Memory.ZERO))));
  }

  /** Starts a second node, which only follows; events that it has not seen it does not have. */
  public NodeAccess follow() throws IOException {
    ExoNode second =
        builder("b", (command, chunk) -> {})
            .roles(EnumSet.of(NodeRole.WORKER))
            .master(NodeId.of("a"))
            .build();
    follower = second;
    second.start();
    return new NodeAccess(second, access.catalog(), config, access.strategies(), access.chunks());
  }

  /** Begins to answer. */
  public void serve(ServerSettings settings, Consumer<Routes.Builder> routes) throws IOException {
    Routes.Builder table = Routes.builder();
    routes.accept(table);
    ApiServer fresh = new ApiServer(settings.withPort(0), table.build());
    fresh.start();
    server = fresh;
  }

  /** Begins to answer with the settings that are the default. */
  public void serve(Consumer<Routes.Builder> routes) throws IOException {
    serve(ServerSettings.defaults(), routes);
  }

  /** Returns the URL of the server. */
  public String url() {
    return server().url();
  }

  /** Returns the port of the server. */
  public int port() {
    return server().port();
  }

  private ApiServer server() {
    if (server == null) {
      throw new IllegalStateException("Nothing is served. Maybe call serve first.");
    }
    return server;
  }

  /** Stops answering; the node goes on. */
  public void stopServing() {
    server().close();
  }

  /** Returns what routes work with. */
  public NodeAccess access() {
    return access;
  }

  /** Returns the node. */
  public ExoNode node() {
    return access.node();
  }

  /** Declares an intent. */
  public void declare(String intent, ModelId model) throws Exception {
    accept(
        new Command.CreateMetaInstance(
            fresh(), MetaInstance.of(MetaInstanceSpec.of(MetaInstanceId.of(intent), model))));
  }

  /** Declares an intent for the small model and waits until it serves. */
  public void bringUp(String intent) throws Exception {
    declare(intent, MODEL);
    await(state -> node().explain(MetaInstanceId.of(intent)).phase() == IntentPhase.SERVING);
  }

  /** Has a command accepted. */
  public void accept(Command command) throws Exception {
    CommandResult result = node().submit(command).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!(result instanceof CommandResult.Accepted)) {
      throw new AssertionError("Not accepted: " + result);
    }
  }

  /** Returns an id that nobody has. */
  public static CommandId fresh() {
    return CommandId.of(UUID.randomUUID().toString());
  }

  /** Follows the events until the state is as wanted. */
  public State await(Predicate<State> goal) throws Exception {
    return await(node(), goal);
  }

  /** Follows the events of a node until its state is as wanted. */
  public static State await(ExoNode node, Predicate<State> goal) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    EventStream events = node.events(node.state().lastEventAppliedIdx() + 1);
    State state = node.state();
    while (!goal.test(state)) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("The state is not as wanted: " + state);
      }
      try {
        var _ = events.next(Duration.ofSeconds(1));
      } catch (EventsMissedException e) {
        events = node.events(e.resumeIdx());
      }
      state = node.state();
    }
    return state;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    if (follower != null) {
      follower.close();
    }
    node().close();
    hardware.close();
  }
}
