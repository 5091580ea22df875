package org.exojvm.node.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.command.Command.CreateMetaInstance;
import org.exojvm.core.explain.IntentPhase;
import org.exojvm.core.node.CommandResult;
import org.exojvm.core.node.EventStream;
import org.exojvm.core.node.ExoNode;
import org.exojvm.node.config.NodeConfig;
import org.exojvm.node.http.ServerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: what a configuration asks for runs, serves, and ends; what cannot be is told and gone. */
class NodeProgramTest {

  @TempDir Path directory;

  @Test
  void aNodeOfItsOwnBecomesHealthyAndPlacesASmallModel() throws Exception {
    try (var node = TestPrograms.start(TestPrograms.config(directory).withName("kitchen"))) {
      node.awaitHealthy();
      HttpResponse<String> health = node.get("/health");
      String id = node.program.id().value();
      assertThat(health.body())
          .isEqualTo(
              "{\"status\":\"ok\",\"nodeId\":\"%s\",\"masterNodeId\":\"%s\",\"reasons\":[]}"
                  .formatted(id, id));
      assertThat(health.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(node.program.greeting())
          .contains("Node kitchen (" + id + ") runs at http://127.0.0.1:", "need no token");
      serve(node.program.access().node());
      assertThat(node.get("/state").body()).contains("\"friendlyName\":\"kitchen\"");
    }
  }

  private static void serve(ExoNode node) throws Exception {
    MetaInstanceId intent = MetaInstanceId.of("chat");
    MetaInstance wanted =
        MetaInstance.of(MetaInstanceSpec.of(intent, ModelId.of("mlx-community/Qwen3-0.6B-4bit")));
    EventStream events = node.events(0);
    assertThat(
            node.submit(new CreateMetaInstance(CommandId.of("c-1"), wanted))
                .get(20, TimeUnit.SECONDS))
        .isInstanceOf(CommandResult.Accepted.class);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (node.explain(intent).phase() != IntentPhase.SERVING) {
      assertThat(System.nanoTime()).as(node.explain(intent).text()).isLessThan(deadline);
      var _ = events.next(Duration.ofSeconds(1));
    }
  }

  @Test
  void metricsTellOfRoutesByPatternAndNeverByPath() throws Exception {
    try (var node = TestPrograms.start(TestPrograms.config(directory))) {
      for (String stranger : ImmutableList.of("/no/such", "/other?x=1", "/metrics/1")) {
        assertThat(node.get(stranger).statusCode()).isEqualTo(404);
      }
      node.get("/health");
      HttpResponse<String> metrics = node.get("/metrics");
      assertThat(metrics.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      assertThat(metrics.body())
          .contains(
              "exo_http_requests_seconds_count{method=\"none\",route=\"none\",status=\"404\"} 3",
              "route=\"/health\"",
              "exo_http_streams 0.0",
              "exo_http_connections ",
              "exo_events_total{node=\"" + node.program.id().value() + "\"}",
              "jvm_memory_used_bytes")
          .doesNotContain("/no/such")
          .doesNotContain("other");
    }
  }

  @Test
  void aNodeThatRunsNoModelsIsHealthyAndOffersNoMemory() throws Exception {
    NodeConfig config = TestPrograms.config(directory).withIsWorker(false).withForceMaster(true);
    try (var node = TestPrograms.start(config)) {
      node.awaitHealthy();
      assertThat(node.program.greeting()).contains("none: it runs no models");
      assertThat(node.program.access().node().state().nodeMemory().isEmpty()).isTrue();
    }
  }

  @Test
  void anInstalledEngineIsFoundByItsNameAndGetsAStoreOfModels() throws Exception {
    NodeConfig config = TestPrograms.config(directory).withEngine(OfferedEngine.NAME);
    try (var node = TestPrograms.start(config)) {
      node.awaitHealthy();
      assertThat(node.program.greeting()).contains("engine     offered");
      assertThat(directory.resolve("models/.exo/lock")).exists();
    }
  }

  @Test
  void anEngineThatCannotBeMadeIsToldAndNothingStarts() {
    NodeConfig config = TestPrograms.config(directory).withEngine(OfferedEngine.NAME);
    assertRefused(
        config.withEngineSettings(ImmutableMap.of("driver", "missing")),
        ExitCode.FAILED,
        "No driver. Maybe install it.");
    assertRefused(
        config.withEngineSettings(ImmutableMap.of("driver", "7")), ExitCode.MISUSE, "Allowed:");
    assertRefused(
        config.withEngine("simulated").withEngineSettings(ImmutableMap.of("driver", "7")),
        ExitCode.MISUSE,
        "takes no settings");
    assertRefused(config.withEngine("other"), ExitCode.MISUSE, "only [simulated, offered]");
    assertThat(directory.resolve("models")).doesNotExist();
  }

  private static void assertRefused(NodeConfig config, ExitCode code, String message) {
    assertThatThrownBy(() -> NodeProgram.start(config))
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            NodeStartException.class, it -> assertThat(it.exitCode()).isEqualTo(code));
  }

  @Test
  void whatCannotStartIsToldWithItsExitCodeAndLeavesNothingBehind() throws Exception {
    Path other = directory.resolve("other");
    try (var node = TestPrograms.start(TestPrograms.config(directory.resolve("one")))) {
      assertThatThrownBy(() -> NodeProgram.start(TestPrograms.config(directory.resolve("one"))))
          .hasMessageContaining("in use")
          .isInstanceOfSatisfying(
              NodeStartException.class, it -> assertThat(it.exitCode()).isEqualTo(ExitCode.DATA));
      int port = Integer.parseInt(node.program.url().replaceAll(".*:", ""));
      NodeConfig samePort =
          TestPrograms.config(other).withServer(ServerSettings.defaults().withPort(port));
      assertThatThrownBy(() -> NodeProgram.start(samePort))
          .hasMessageContaining("cannot listen on 127.0.0.1:" + port)
          .isInstanceOfSatisfying(
              NodeStartException.class,
              it -> assertThat(it.exitCode()).isEqualTo(ExitCode.ADDRESS));
    }
    assertThatThrownBy(
            () ->
                NodeProgram.start(
                    TestPrograms.config(other)
                        .withTransportSettings(ImmutableMap.of("colour", "red"))))
        .hasMessageContaining("'colour'")
        .isInstanceOfSatisfying(
            NodeStartException.class, it -> assertThat(it.exitCode()).isEqualTo(ExitCode.MISUSE));
    TestPrograms.start(TestPrograms.config(other)).close();
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> NodeProgram.start(TestPrograms.config(file)))
        .hasMessageContaining("cannot be made")
        .hasMessageContaining("Maybe")
        .isInstanceOfSatisfying(
            NodeStartException.class, it -> assertThat(it.exitCode()).isEqualTo(ExitCode.DATA));
  }

  @Test
  void anApiThatMustNotBeOpenIsMisuseThoughTheConfigurationWasNotChecked() {
    NodeConfig open =
        TestPrograms.config(directory).withServer(ServerSettings.defaults().withHost("0.0.0.0"));
    assertThatThrownBy(() -> NodeProgram.start(open))
        .hasMessageContaining("without a token")
        .isInstanceOfSatisfying(
            NodeStartException.class, it -> assertThat(it.exitCode()).isEqualTo(ExitCode.MISUSE));
  }

  @Test
  void thePagesAreThereWithTheirPolicyAndAreNotSentTwice() throws Exception {
    try (var node = TestPrograms.start(TestPrograms.config(directory))) {
      HttpResponse<String> page = node.get("/");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("<title>exo node</title>");
      assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'")
          .contains("frame-ancestors 'none'");
      assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      String tag = page.headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> again = node.get("/", "If-None-Match", tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(node.get("/style.css").headers().firstValue("Content-Type"))
          .contains("text/css; charset=utf-8");
      assertThat(node.send(node.request("/").POST(BodyPublishers.noBody())).statusCode())
          .isEqualTo(405);
    }
  }

  @Test
  void noPathLeadsOutOfThePages() throws Exception {
    try (var node = TestPrograms.start(TestPrograms.config(directory))) {
      for (String path :
          ImmutableList.of(
              "/../PageRoutes.class",
              "/PageRoutes.class",
              "/files.txt",
              "/%2e%2e/PageRoutes.class",
              "/..%2fPageRoutes.class",
              "/..%5cPageRoutes.class",
              "/style.css/../../PageRoutes.class",
              "/style.css%00.html",
              "/style.css/",
              "//etc/passwd",
              "/%2fetc%2fpasswd",
              "/;/../style.css/..;/",
              "/%c0%ae%c0%ae/PageRoutes.class",
              "file:///etc/passwd")) {
        assertThat(node.raw(path)).as(path).containsPattern("^HTTP/1.1 (400|403|404) ");
      }
      assertThat(node.raw("/style.css")).startsWith("HTTP/1.1 200 ");
    }
  }
}
