package org.exojvm.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Goal: one can learn the commands from their help, and a shell completes them. */
class HelpTest {

  static Stream<String> commands() {
    List<String> names = new ArrayList<>();
    collect("", CommandRun.commands(), names);
    return names.stream();
  }

  private static void collect(String path, CommandLine command, List<String> names) {
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              names.add(path + name);
              collect(path + name + " ", sub, names);
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpShowsAnExample(String command) {
    CommandRun run = CommandRun.of(command + " --help");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("xample").containsIgnoringCase(command + " ");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpOfWhatAsksANodeTellsTheExitCodes(String command) {
    String help = CommandRun.of(command + " --help").out();
    if (help.contains("--node")) {
      for (Exit exit : Exit.values()) {
        assertThat(help).containsPattern("(?m)^ +" + exit.code() + " +\\w");
      }
    } else {
      assertThat(help).containsAnyOf("Commands:", "completion");
    }
  }

  @Test
  void bashAcceptsTheCompletionScriptAndCompletes(@TempDir Path dir) throws Exception {
    CommandRun run = CommandRun.of("completion --name exo");
    assertThat(run.code()).isZero();
    Path script = Files.writeString(dir.resolve("exo.bash"), run.out());
    assertThat(bash("bash -n " + script)).isEmpty();
    assertThat(bash(completing(script, "exo", "exo intent cr"))).contains("create");
    assertThat(bash(completing(script, "exo", "exo intent create --sh"))).contains("--sharding");
  }

  @Test
  void valuesAreCompletedAsTheyAreWritten(@TempDir Path dir) throws Exception {
    Path script =
        Files.writeString(
            dir.resolve("exo.bash"),
            // Bash complains of this builtin where it does not complete by itself.
            "compopt() { :; }\n" + CommandRun.of("completion --name exo").out());
    for (String command : List.of("intent create m", "intent edit i", "instance place m")) {
      String line = "exo " + command + " --instance-meta M";
      assertThat(bash(completing(script, "exo", line))).contains("MlxRing MlxJaccl");
    }
    assertThat(bash(completing(script, "exo", "exo intent edit i --clear max")))
        .contains("max-nodes");
    assertThat(bash(completing(script, "exo", "exo intent create --required-node-policy s")))
        .contains("strict");
  }

  @Test
  void theDefaultNameIsThatOfTheLauncher(@TempDir Path dir) throws Exception {
    Path script = Files.writeString(dir.resolve("run.bash"), CommandRun.of("completion").out());
    assertThat(bash("bash -n " + script)).isEmpty();
    assertThat(bash(completing(script, "examples/run", "examples/run clu"))).contains("cluster");
    assertThat(CommandRun.of("completion --name", "a;reboot").code()).isEqualTo(2);
  }

  /** What bash offers at the end of a line after the script was sourced. */
  private static String completing(Path script, String name, String line) {
    return """
    source %s || exit 9
    COMP_LINE='%s'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=($COMP_LINE)
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    spec=$(complete -p '%s') || exit 8
    function_of=${spec#* -F }; ${function_of%%%% *} && echo "${COMPREPLY[@]}"
    """
        .formatted(script, line, name);
  }

  private static String bash(String script) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder("bash", "-c", script)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(bash.exitValue()).as(out).isZero();
    return out;
  }
}
