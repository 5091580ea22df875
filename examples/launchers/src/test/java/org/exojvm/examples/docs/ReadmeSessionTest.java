package org.exojvm.examples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.exojvm.examples.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: the session of the README does what the README says. Method: a shell runs its lines as they
 * stand there, with a port of their own, and with an {@code examples/run} that starts the classes
 * under test.
 */
class ReadmeSessionTest {

  private static final String RUNS_AT = " runs at http://127.0.0.1:";
  private static final String PORT = "52415";
  private static final long MINUTES_MAX = 3;

  @TempDir Path directory;

  /** Returns the indented blocks of the section, the first of which starts the node. */
  private static List<String> blocks() throws IOException {
    String section = Project.text("README.md").split("## Run a node\n", 2)[1].split("\n## ", 2)[0];
    return List.of(section.split("\n(?! {4}|\n)")).stream()
        .map(
            part ->
                part.lines()
                    .filter(line -> line.startsWith("    "))
                    .map(String::strip)
                    .reduce("", (all, line) -> all + line + "\n"))
        .filter(block -> !block.isEmpty())
        .toList();
  }

  private Process shell(String script, String port) throws IOException {
    Path launcher = directory.resolve("examples").resolve("run");
    Files.createDirectories(directory.resolve("examples"));
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
        -cp '%s' %s "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                Main.class.getName()));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-eu", "-c", script.replace(PORT, port))
            .directory(directory.toFile())
            .redirectError(directory.resolve("errors-" + port).toFile());
    builder.environment().put("EXO_NODE_DATA_DIR", directory.resolve("data").toString());
    builder.environment().put("EXO_NODE_URL", "http://127.0.0.1:" + port);
    builder.environment().put("EXO_NODE_API", "127.0.0.1:" + port);
    return builder.start();
  }

  @Test
  void theSessionOfTheReadmeRunsAsItStandsThere() throws Exception {
    List<String> blocks = blocks();
    assertThat(blocks).hasSize(2);
    Process node = shell("exec " + blocks.getFirst(), "0");
    try (BufferedReader out = node.inputReader(UTF_8)) {
      // Log lines may come before it.
      String greeting = out.lines().filter(line -> line.contains(RUNS_AT)).findFirst().orElse("");
      assertThat(greeting).contains(RUNS_AT);
      String port = greeting.replaceAll(".*:", "");
      Process session = shell(blocks.get(1), port);
      String told = new String(session.getInputStream().readAllBytes(), UTF_8);
      assertThat(session.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).isTrue();
      assertThat(session.exitValue())
          .as("%s%n%s", told, Files.readString(directory.resolve("errors-" + port)))
          .isZero();
      assertThat(told).contains("chat", "\"chat.completion\"", "\"completion_tokens\"", "deleted");
      node.toHandle().destroy();
      assertThat(out.lines().toList()).anyMatch(line -> line.endsWith(" has stopped."));
      assertThat(node.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).isTrue();
      assertThat(node.exitValue()).isZero();
    } finally {
      node.destroyForcibly();
    }
  }
}
