package org.exojvm.benchmarks;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Measured figures beside those that must be reached. */
record GoalTable(ImmutableList<Row> rows, Optional<Double> growth) {

  private static final String FORMAT = "%-34s %16s %16s %16s  %s%n";

  /** A goal and what was measured. */
  record Row(Goal goal, double figure) {}

  static GoalTable of(Collection<RunResult> results) {
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (Goal goal : Goal.ALL) {
      for (RunResult run : results) {
        BenchmarkParams params = run.getParams();
        if (goal.concerns(params.getBenchmark(), parameters(params))) {
          rows.add(new Row(goal, goal.unit().of(run.getPrimaryResult())));
        }
      }
    }
    return new GoalTable(rows.build(), growth(results));
  }

  private static Map<String, @Nullable String> parameters(BenchmarkParams params) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (String key : params.getParamsKeys()) {
      values.put(key, params.getParam(key));
    }
    return values;
  }

  /** Returns the cost of a memory report at 512 nodes over that at 4, when both were measured. */
  private static Optional<Double> growth(Collection<RunResult> results) {
    Map<String, Double> byNodes = new LinkedHashMap<>();
    for (RunResult run : results) {
      BenchmarkParams params = run.getParams();
      if (params.getBenchmark().endsWith(".StateBenchmark.memoryUsage")) {
        Result<?> result = run.getPrimaryResult();
        byNodes.put(params.getParam("nodes"), result.getScore());
      }
    }
    Double small = byNodes.get("4");
    Double large = byNodes.get("512");
    return small == null || large == null ? Optional.empty() : Optional.of(small / large);
  }

  /** Returns the table; empty when no goal was measured. */
  String text() {
    if (rows.isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder(FORMAT.formatted("workload", "reference", "must reach", "measured", ""));
    for (Row row : rows) {
      Goal goal = row.goal();
      text.append(
          FORMAT.formatted(
              goal.workload(),
              goal.reference(),
              goal.unit().show(goal.required()),
              goal.unit().show(row.figure()),
              goal.isReachedBy(row.figure()) ? "reached" : "NOT REACHED"));
    }
    growth.ifPresent(
        ratio ->
            text.append(
                FORMAT.formatted(
                    "apply MemoryUsage, 512 / 4 nodes",
                    "",
                    "4.0 x",
                    "%.1f x".formatted(ratio),
                    ratio <= 4 ? "reached" : "NOT REACHED")));
    return text.toString();
  }
}
