package org.exojvm.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.catalog.BundledModelCatalog;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.node.EventStream;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.node.SimulatedHardware;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.transport.memory.InMemoryNetwork;
import org.exojvm.node.api.ControlPlaneRoutes;
import org.exojvm.node.http.ApiServer;
import org.exojvm.node.http.Routes;
import org.exojvm.node.http.ServerSettings;
import org.exojvm.node.program.ChunkHub;
import org.exojvm.node.program.NodeAccess;
import org.exojvm.node.stream.EventStreamRoutes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: the commands and the API of a real node understand each other, from first to last. */
class RealNodeTest {

  private static final String MODEL = "mlx-community/Qwen3-0.6B-4bit";
  private static final Memory MEMORY = Memory.ofGib(64);

  private static ExoNode node(Path dir, SimulatedHardware hardware) {
    BundledModelCatalog catalog = BundledModelCatalog.create();
    InMemoryNetwork network = new InMemoryNetwork(delivery -> Thread.ofVirtual().start(delivery));
    return ExoNode.builder(dir.resolve("node"))
        .id(NodeId.of("n-a"))
        .transport(network::join)
        .engine(hardware.engine())
        .downloads(hardware.downloads())
        .catalog(catalog)
        .masterConfig(config(catalog))
        .probe(
            () ->
                ImmutableList.of(
                    new GatheredInfo.GatheredMemoryUsage(
                        new MemoryUsage(MEMORY, MEMORY, Memory.ZERO, Memory.ZERO)),
                    new GatheredInfo.MiscData("studio-1")))
        .build();
  }

  private static MasterConfig config(BundledModelCatalog catalog) {
    return MasterConfig.defaults()
        .withCardOverlay(catalog.overlay())
        .withMemory(MemoryPolicy.defaults().withFacts(catalog.facts()));
  }

  private static ApiServer serve(ExoNode node) throws Exception {
    BundledModelCatalog catalog = BundledModelCatalog.create();
    NodeAccess access =
        new NodeAccess(
            node, catalog, config(catalog), PlacementStrategies.installed(), new ChunkHub());
    Routes.Builder routes = Routes.builder();
    new ControlPlaneRoutes(access).addTo(routes);
    new EventStreamRoutes(access).addTo(routes);
    ApiServer server = new ApiServer(ServerSettings.defaults().withPort(0), routes.build());
    server.start();
    return server;
  }

  private static void awaitMeasured(ExoNode node) throws Exception {
    NodeId self = NodeId.of("n-a");
    EventStream events = node.events(0);
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while ((node.state().nodeIdentities().get(self) == null
            || node.state().nodeMemory().get(self) == null)
        && System.nanoTime() < deadline) {
      var _ = events.next(Duration.ofSeconds(1));
    }
  }

  @Test
  void aSessionFromTheFirstLookToTheLast(@TempDir Path dir) throws Exception {
    try (var hardware = new SimulatedHardware(SimulatedTimings.INSTANT);
        ExoNode node = node(dir, hardware)) {
      node.start();
      awaitMeasured(node);
      try (ApiServer server = serve(node)) {
        session(new Shell(server.url()));
      }
    }
  }

  private record Shell(String url) {
    CommandRun run(String words, String... further) {
      String[] all = Arrays.copyOf(further, further.length + 2);
      all[further.length] = "--node";
      all[further.length + 1] = url;
      return CommandRun.of(words, all);
    }

    String done(String words, String... further) {
      CommandRun run = run(words, further);
      assertThat(run.code()).as(words + ": " + run).isZero();
      assertThat(run.err()).isEmpty();
      return run.out();
    }
  }

  private static void session(Shell shell) {
    assertThat(shell.done("cluster status"))
        .contains("1 node, 0 intents, 0 instances")
        .contains("studio-1")
        .contains("64.0 GiB")
        .contains("asked");
    assertThat(shell.done("cluster topology")).contains("No links");

    String created = shell.done("intent create " + MODEL + " --id chat --wait --timeout 60");
    assertThat(created).contains("Intent chat is declared.").contains("serving");
    assertThat(shell.done("intent create " + MODEL + " --id chat")).contains("chat");
    assertThat(shell.done("intent list")).contains("chat", "serving", "1+");
    assertThat(shell.done("intent get chat")).contains("generation", "rank 0 on node");
    assertThat(shell.done("intent explain chat")).contains("serves on 1 node");
    assertThat(shell.done("instance list")).contains("chat", "MlxRing", "1/1", "studio-1");
    assertThat(shell.done("intent edit chat --prefer studio-1")).contains("generation 1");
    assertThat(shell.run("intent edit chat --min-nodes 2 --generation 0").code()).isEqualTo(1);
    refusals(shell);

    assertThat(shell.done("intent pause chat")).contains("is paused");
    assertThat(shell.done("intent explain chat")).contains("paused");
    assertThat(shell.done("intent resume chat")).contains("is resumed");
    assertThat(shell.done("intent watch chat --timeout 60")).contains("serving");
    assertThat(shell.done("events tail --from 0 --count 5").lines()).hasSize(5);
    assertThat(shell.done("intent delete chat")).contains("is deleted");
    assertThat(shell.run("intent watch chat").code()).isEqualTo(4);
    assertThat(shell.done("intent list")).contains("There is no intent");
  }

  private static void refusals(Shell shell) {
    assertThat(shell.run("intent create no/such-model").code()).isEqualTo(1);
    assertThat(shell.run("intent get nobody").code()).isEqualTo(4);
    CommandRun late =
        shell.run("intent create " + MODEL + " --id big --min-nodes 9 --wait --timeout 0");
    assertThat(late.code()).isEqualTo(5);
    assertThat(shell.done("intent delete big")).contains("deleted");
  }
}
