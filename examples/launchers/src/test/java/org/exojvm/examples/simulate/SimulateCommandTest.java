package org.exojvm.examples.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Goal: one line per seed and one for all; what is not simulated yet is said; misuse is told. */
class SimulateCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new CommandLine(new SimulateCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  @Test
  void aRunEndsWithALineThatAddsUp() {
    assertThat(
            run(
                "--seeds",
                "1..2",
                "--nodes",
                "2",
                "--intents",
                "2",
                "--hours",
                "0.5",
                "--faults",
                "pause,runner-hang"))
        .isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("seed 1: 0:30:00, "),
            line -> assertThat(line).startsWith("seed 2: 0:30:00, "),
            line ->
                assertThat(line)
                    .matches("simulated=1:00:00 faults=\\d+ events=\\d+ speed=\\d+x violations=0"));
  }

  @Test
  void faultsThatDoNotExistAreMisuse() {
    assertThat(run("--faults", "gremlins")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no fault \"gremlins\". Maybe use all, none");
  }

  @Test
  void seedsThatAreNoRangeAreMisuse() {
    assertThat(run("--seeds", "5..1")).isEqualTo(2);
    assertThat(err.toString()).contains("The seeds (5..1) are not two numbers A..B");
  }

  @Test
  void clustersWithoutNodesAreMisuse() {
    assertThat(run("--nodes", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("There cannot be 0 nodes. Maybe use 1 to 200.");
  }

  @Test
  void noTimeIsMisuse() {
    assertThat(run("--hours", "0")).isEqualTo(2);
    assertThat(run("--hours", "NaN")).isEqualTo(2);
    assertThat(err.toString()).contains("(0.0 hours)", "(NaN hours)", "at most 2400 hours");
  }
}
