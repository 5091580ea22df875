package org.exojvm.node.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.exojvm.api.id.MetaInstanceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Goal: as a process the node says where it is, and stops in order when it is told to. */
class NodeProcessTest {

  @TempDir Path directory;

  /** What the process runs; the launchers do the same under another name. */
  static final class Main {

    private Main() {}

    public static void main(String[] args) {
      System.exit(new CommandLine(new NodeCommand()).execute(args));
    }
  }

  private static Process start(String... args) throws IOException {
    return new ProcessBuilder(
            ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .add("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m")
                .add("--enable-native-access=ALL-UNNAMED")
                .add("-cp", System.getProperty("java.class.path"), Main.class.getName())
                .add(args)
                .build())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void aNodeToldToStopStopsInOrderAndKeepsWhatItHasAcknowledged() throws Exception {
    Process process = start("--data-dir", directory.toString(), "--api", "127.0.0.1:0", "--name=p");
    try (BufferedReader out = process.inputReader(UTF_8)) {
      String greeting = out.readLine();
      assertThat(greeting).startsWith("Node p (").contains(" runs at http://127.0.0.1:");
      declare(greeting.substring(greeting.indexOf("http")));
      process.toHandle().destroy(); // the other one closes the streams as well
      assertThat(out.lines().toList()).last().asString().endsWith(" has stopped.");
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
    try (var node = TestPrograms.start(TestPrograms.config(directory))) {
      assertThat(
              node.program
                  .access()
                  .node()
                  .state()
                  .metaInstances()
                  .containsKey(MetaInstanceId.of("chat")))
          .isTrue();
    }
  }

  private static void declare(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest declare =
          HttpRequest.newBuilder(URI.create(url + "/meta_instance"))
              .POST(
                  BodyPublishers.ofString(
                      "{\"model_id\":\"mlx-community/Qwen3-0.6B-4bit\",\"meta_instance_id\":\"chat\"}"))
              .build();
      HttpResponse<String> answer = client.send(declare, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }
  }

  @Test
  void aNodeThatCannotStartEndsWithTheCodeThatSaysWhy() throws Exception {
    try (var node = TestPrograms.start(TestPrograms.config(directory))) {
      assertThat(node.program.url()).isNotEmpty();
      Process process = start("--data-dir", directory.toString(), "--api", "127.0.0.1:0");
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ExitCode.DATA.number());
    }
  }
}
