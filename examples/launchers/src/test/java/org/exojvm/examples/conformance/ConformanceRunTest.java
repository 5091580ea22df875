package org.exojvm.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a run counts every line once and hides nothing. Method: one scripted check. */
class ConformanceRunTest {

  @TempDir private Path directory;

  /** Judges by the text of the line's {@code then}. */
  private static final class Scripted implements VectorCheck {
    @Override
    public String fileName() {
      return "scripted";
    }

    @Override
    public Outcome check(ObjectNode vector) {
      return switch (vector.path("then").asText()) {
        case "pass" -> Outcome.passed();
        case "deviate" -> Outcome.deviated("some-rule");
        case "throw" -> throw new IllegalStateException("no idea");
        default -> Outcome.failed("as told");
      };
    }
  }

  private ConformanceReport run() throws IOException {
    return new ConformanceRun(ImmutableList.of(new Scripted())).run(directory);
  }

  private void compressed(String name, String text) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(directory.resolve(name)))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void linesAreCountedByOutcome() throws IOException {
    compressed(
        "scripted.jsonl.gz",
        """
        {"id":"a","then":"pass"}
        {"id":"b","then":"deviate"}

        {"id":"c","then":"fail"}
        """);
    ConformanceReport report = run();
    assertThat(report).hasToString("conformance: passed=1 deviated=1 failed=1");
    assertThat(report.files().getFirst())
        .hasToString("scripted: passed=1 deviated=1 failed=1 {some-rule=1}");
    assertThat(report.files().getFirst().failures()).containsExactly("c: as told");
  }

  @Test
  void plainFilesAreReadToo() throws IOException {
    Files.writeString(directory.resolve("scripted.jsonl"), "{\"id\":\"a\",\"then\":\"pass\"}\n");
    assertThat(run()).hasToString("conformance: passed=1 deviated=0 failed=0");
  }

  @Test
  void linesThatAreNoObjectsAndChecksThatThrowFail() throws IOException {
    compressed("scripted.jsonl.gz", "[1]\n{\"id\":\n{\"id\":\"x\",\"then\":\"throw\"}\n");
    assertThat(run().files().getFirst().failures())
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("line 1: the line is not a JSON object"),
            second -> assertThat(second).startsWith("line 2: the line is not JSON"),
            third -> assertThat(third).startsWith("x: the check threw").contains("no idea"));
  }

  @Test
  void absentTruncatedAndUnknownFilesFail() throws IOException {
    assertThat(run().files().getFirst().failures().getFirst()).contains("incomplete");

    Files.write(directory.resolve("scripted.jsonl.gz"), new byte[] {31, -117, 8, 0});
    assertThat(run().files().getFirst().failures().getFirst()).contains("truncated");

    compressed("other.jsonl.gz", "{}\n");
    assertThat(run().files().getLast().failures().getFirst())
        .contains("no check")
        .contains("other");
  }
}
