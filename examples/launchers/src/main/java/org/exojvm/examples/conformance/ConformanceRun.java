package org.exojvm.examples.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Runs every vector file of a directory through the check of its name. */
public final class ConformanceRun {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private final ImmutableList<VectorCheck> checks;

  /** Returns a run of these checks. */
  public ConformanceRun(ImmutableList<VectorCheck> checks) {
    this.checks = checks;
  }

  /**
   * Runs the files of a directory. A check without a file and a file without a check count as one
   * failure each: a run that leaves something out must not look like a clean one.
   *
   * @throws IOException if the directory cannot be read
   */
  public ConformanceReport run(Path directory) throws IOException {
    ImmutableList<VectorFile> files = VectorFile.in(directory);
    ImmutableList.Builder<FileReport> reports = ImmutableList.builder();
    for (VectorCheck check : checks) {
      reports.add(
          files.stream()
              .filter(file -> file.name().equals(check.fileName()))
              .findFirst()
              .map(file -> run(check, file))
              .orElseGet(() -> absent(check, directory)));
    }
    files.stream().filter(file -> checkOf(file).isEmpty()).map(this::unknown).forEach(reports::add);
    return new ConformanceReport(reports.build());
  }

  private Optional<VectorCheck> checkOf(VectorFile file) {
    return checks.stream().filter(check -> check.fileName().equals(file.name())).findFirst();
  }

  private static FileReport absent(VectorCheck check, Path directory) {
    return FileReport.unusable(
        check.fileName(),
        "there is no %s.jsonl.gz in %s. Maybe the copy is incomplete."
            .formatted(check.fileName(), directory));
  }

  private FileReport unknown(VectorFile file) {
    return FileReport.unusable(
        file.name(),
        "there is no check for %s, only for %s. Maybe the file is misnamed."
            .formatted(file.path(), checks.stream().map(VectorCheck::fileName).toList()));
  }

  /** Runs the lines of one file. A file that cannot be read counts as one failure. */
  static FileReport run(VectorCheck check, VectorFile file) {
    ImmutableList<String> lines;
    try {
      lines = file.lines();
    } catch (IOException e) {
      return FileReport.unusable(
          file.name(), file.path() + " cannot be read: " + e + ". Maybe it is truncated.");
    }
    int passed = 0;
    TreeMap<String, Integer> deviated = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Judged judged = judge(check, i + 1, lines.get(i));
      switch (judged.outcome()) {
        case Outcome.Passed _ -> passed++;
        case Outcome.Deviated(String rule) -> deviated.merge(rule, 1, Integer::sum);
        case Outcome.Failed(String why) -> failures.add(judged.id() + ": " + why);
      }
    }
    return new FileReport(
        file.name(),
        passed,
        ImmutableSortedMap.copyOfSorted(deviated),
        ImmutableList.copyOf(failures));
  }

  private static Judged judge(VectorCheck check, int lineNumber, String line) {
    String id = "line " + lineNumber;
    try {
      if (!(MAPPER.readTree(line) instanceof ObjectNode vector)) {
        return new Judged(id, Outcome.failed("the line is not a JSON object"));
      }
      id = vector.path("id").asText(id);
      return new Judged(id, check.check(vector));
    } catch (JsonProcessingException e) {
      return new Judged(id, Outcome.failed("the line is not JSON: " + e.getOriginalMessage()));
    } catch (RuntimeException e) {
      // One broken line must not hide the others; the class tells whose bug it is.
      return new Judged(id, Outcome.failed("the check threw " + e));
    }
  }

  private record Judged(String id, Outcome outcome) {}
}
