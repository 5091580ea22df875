package org.exojvm.examples.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Goal: what is printed is what was measured, on a node that really runs. */
class LoadCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    return new CommandLine(new LoadCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  @Test
  void aSmallLoadOnANodeOfItsOwnIsMeasured() {
    // How fast answers are depends on what else the machine does, so either verdict will do.
    assertThat(
            execute(
                "--streams",
                "3",
                "--stalled",
                "1",
                "--reads",
                "40",
                "--warm-up",
                "1",
                "--seconds",
                "1"))
        .as(err.toString())
        .isIn(0, 1);
    assertThat(out.toString())
        .contains("3 followed the events: ")
        .contains(" 0 gaps, 0 ended early; 1 more never read")
        .contains(" chats were answered, 0 were not")
        .containsPattern("before +heap after GC [1-9]")
        .containsPattern("after +heap after GC [1-9]")
        .containsPattern("all +40 .* 0\n")
        .contains("goal: p99 <= 50 ms without errors: ");
  }

  @Test
  void aLoadThatMakesNoSenseIsRefused() {
    assertThat(execute("--reads", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("Maybe choose");
  }

  @Test
  void aPercentileIsALatencyThatThisShareDidNotExceed() {
    Latencies latencies = new Latencies(100);
    for (int i = 100; i >= 1; i--) {
      latencies.add(i * 1_000_000L);
    }
    assertThat(latencies.millisAt(0.5)).isEqualTo(50);
    assertThat(latencies.millisAt(0.99)).isEqualTo(99);
    assertThat(latencies.millisAt(1)).isEqualTo(100);
    assertThat(new Latencies(1).millisAt(0.99)).isZero();
  }
}
