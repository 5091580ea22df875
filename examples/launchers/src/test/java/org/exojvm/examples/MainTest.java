package org.exojvm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void withoutANameTheExamplesAreListed() {
    assertThat(commandLine.execute()).isZero();
    assertThat(out.toString()).contains(commandLine.getSubcommands().keySet());
  }

  @Test
  void anUnknownNameIsAUsageError() {
    assertThat(commandLine.execute("no-such-example")).isEqualTo(2);
    assertThat(err.toString()).contains("no-such-example");
  }

  @Test
  void whatIsWrongIsToldWithoutTheHelpThatWouldHideIt() {
    assertThat(commandLine.execute("intent", "create", "m", "--min-nodes", "x")).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(2)
        .last()
        .isEqualTo("Maybe look at: examples/run intent create --help");
  }

  @Test
  void aCommandThatNeedsAnotherBelowItListsThem() {
    assertThat(commandLine.execute("intent")).isEqualTo(2);
    assertThat(err.toString()).contains("Commands:", "explain", "Maybe look at:");
  }

  @Test
  void everyCommandTellsItsVersion() {
    assertThat(commandLine.execute("intent", "list", "--version")).isZero();
    assertThat(out.toString()).contains("exo for the JVM");
  }

  @Test
  void theNodeTakesItsSettingsHereToo() {
    assertThat(commandLine.execute("node", "--show-config", "--no-worker")).isZero();
    assertThat(out.toString()).contains("no-worker: true  # --no-worker");
  }
}
