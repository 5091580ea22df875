package org.exojvm.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Goal: the soak runs, judges, and says what it saw; a long one is a command, not a test. */
class SoakCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new CommandLine(new SoakCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  @Test
  void aShortRunLosesNothing() {
    int code = run("--minutes", "0.03", "--nodes", "2", "--seed", "7");
    assertThat(out.toString().lines().filter(line -> line.startsWith("minute="))).hasSize(10);
    assertThat(out.toString().lines().toList().getLast())
        .startsWith("minutes=0.0 nodes=2 events=")
        .contains(" dropped=0 failures=0");
    assertThat(code).isZero();
  }

  @Test
  void aRunWithoutNodesIsRefusedWithAHint() {
    assertThat(run("--nodes", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("0 nodes").contains("Maybe");
  }
}
