package org.exojvm.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.exojvm.benchmarks.mlx.AllSumComparison;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks named by a regular expression, or all of them. Prints JMH's own table, then
 * one that compares with what must be reached, and writes JMH's JSON beside it.
 *
 * <p>The machines this runs on are small and noisy: compare figures of one run with each other.
 */
public final class Bench {

  private static final Path DEFAULT_REPORT = Path.of("bench.json");

  /** Cost of a placement against the size of the cluster, when that was measured. */
  private static final Path PLOT = Path.of("placement-cost.svg");

  /** Selects the benchmarks of MLX, and the comparison that JMH cannot make. */
  private static final String MLX = "mlx";

  private Bench() {}

  /**
   * Runs what the arguments select.
   *
   * @param args a regular expression and JMH's options; {@code -rff FILE} names the JSON report,
   *     {@code -l} lists the benchmarks, {@code -h} the options
   * @throws Exception if a benchmark cannot be run
   */
  public static void main(String[] args) throws Exception {
    CommandLineOptions options;
    try {
      options = new CommandLineOptions(args);
    } catch (CommandLineOptionException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      return;
    }
    if (options.shouldHelp()) {
      options.showHelp();
    } else if (options.shouldList()) {
      new Runner(options).list();
    } else {
      run(options);
    }
  }

  private static void run(CommandLineOptions options) throws Exception {
    Path report = Path.of(options.getResult().orElse(DEFAULT_REPORT.toString()));
    try {
      Collection<RunResult> results =
          new Runner(
                  new OptionsBuilder()
                      .parent(options)
                      .resultFormat(ResultFormatType.JSON)
                      .result(report.toString())
                      .build())
              .run();
      print(System.out, results, report);
      if (options.getIncludes().contains(MLX)) {
        AllSumComparison.print(System.out);
      }
    } catch (NoBenchmarksException nothing) {
      System.err.println(
          "No benchmark matches %s. Maybe list them with -l.".formatted(options.getIncludes()));
      System.exit(2);
    }
  }

  private static void print(PrintStream out, Collection<RunResult> results, Path report)
      throws IOException {
    out.println();
    out.print(GoalTable.of(results).text());
    if (Files.exists(report)) {
      out.println("JSON: " + report);
    }
    Map<Integer, Double> cost = CostPlot.millisByNodes(results);
    if (!cost.isEmpty()) {
      Files.writeString(PLOT, CostPlot.svg(cost));
      out.println("Plot: " + PLOT);
    }
  }
}
