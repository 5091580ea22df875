package org.exojvm.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConformanceCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    return new CommandLine(new ConformanceCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  @Test
  void directoryThatDoesNotExistIsAUsageErrorWithAHint(@TempDir Path parent) {
    assertThat(execute(parent.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere").contains("Maybe");
  }

  @Test
  void lastLineHoldsTheTotals(@TempDir Path directory) {
    execute(directory.toString());
    assertThat(out.toString().lines().toList().getLast()).startsWith("conformance: passed=0");
  }
}
