package org.exojvm.core.museum;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The tables of {@code docs/failures.md}, by their headings. */
final class FailuresDocument {

  private static final Splitter CELLS = Splitter.on('|').trimResults();
  private static final int HEAD_ROWS = 2;

  private final List<String> lines;

  FailuresDocument() throws IOException {
    this.lines =
        Files.readAllLines(
            Path.of(Objects.requireNonNull(System.getProperty("exo.root")))
                .resolve("docs/failures.md"),
            UTF_8);
  }

  /** Returns the cells of the table under a heading, row by row, without its head. */
  List<List<String>> table(String heading) {
    ImmutableList.Builder<List<String>> rows = ImmutableList.builder();
    int skipped = 0;
    for (String line : lines.subList(lines.indexOf("## " + heading) + 1, lines.size())) {
      if (line.startsWith("## ")) {
        break;
      }
      if (line.startsWith("|") && skipped++ >= HEAD_ROWS) {
        rows.add(CELLS.splitToList(line.substring(1, line.length() - 1)));
      }
    }
    return rows.build();
  }
}
