package org.exojvm.examples.simulate;

import com.google.common.collect.ImmutableSet;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.exojvm.core.simulation.FaultKind;
import org.exojvm.core.simulation.Simulation;
import org.exojvm.core.simulation.SimulationOptions;
import org.exojvm.core.simulation.SimulationReport;
import org.exojvm.core.simulation.Violation;
import org.exojvm.examples.terminal.MisuseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Simulates clusters under faults. Exit codes: 0 when no rule was broken, 1 when one was, 2 when
 * the options are wrong.
 */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Simulates clusters under faults, one per seed, much faster than real time.")
public final class SimulateCommand implements Callable<Integer> {

  private static final double MILLIS_PER_HOUR = 3_600_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "A..B",
      defaultValue = "1..10",
      description = "Seeds, one cluster each (default: ${DEFAULT-VALUE}).")
  private String seeds = "";

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "5",
      description = "Machines of each cluster (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--intents",
      paramLabel = "M",
      defaultValue = "10",
      description = "Intents at a time (default: ${DEFAULT-VALUE}).")
  private int intents;

  @Option(
      names = "--faults",
      paramLabel = "all|none|LIST",
      defaultValue = "all",
      description = "Names with commas between them (default: ${DEFAULT-VALUE}).")
  private String faults = "";

  @Option(
      names = "--hours",
      paramLabel = "H",
      defaultValue = "1",
      description = "Virtual time of each cluster (default: ${DEFAULT-VALUE}).")
  private double hours;

  /** Made by picocli. */
  public SimulateCommand() {}

  @Override
  public Integer call() {
    try {
      SeedRange range = SeedRange.parse(seeds);
      ImmutableSet<FaultKind> kinds = FaultNames.parse(faults);
      requireRange("nodes", nodes, 1, SimulationOptions.MAX_NODES);
      requireRange("intents", intents, 0, SimulationOptions.MAX_INTENTS);
      SimulationOptions options =
          new SimulationOptions(range.first(), nodes, intents, kinds, millis(), false);
      return runAll(range, options);
    } catch (MisuseException misuse) {
      throw new ParameterException(spec.commandLine(), String.valueOf(misuse.getMessage()));
    }
  }

  private static void requireRange(String option, int value, int least, int most)
      throws MisuseException {
    if (value < least || value > most) {
      throw new MisuseException(
          "There cannot be %d %s. Maybe use %d to %d.".formatted(value, option, least, most));
    }
  }

  private long millis() throws MisuseException {
    double millis = hours * MILLIS_PER_HOUR;
    if (millis >= 1 && millis <= SimulationOptions.MAX_MILLIS) {
      return Math.round(millis);
    }
    throw new MisuseException(
        "The time (%s hours) is not above 0 and at most %d hours. Maybe try 1."
            .formatted(hours, Math.round(SimulationOptions.MAX_MILLIS / MILLIS_PER_HOUR)));
  }

  private int runAll(SeedRange range, SimulationOptions options) {
    PrintWriter out = spec.commandLine().getOut();
    Totals totals = new Totals();
    for (long seed = range.first(); seed <= range.last(); seed++) {
      long startNanos = System.nanoTime();
      SimulationReport report = Simulation.of(options.withSeed(seed)).run();
      totals.add(report, System.nanoTime() - startNanos);
      print(out, report, System.nanoTime() - startNanos);
    }
    out.printf("%s%n", totals);
    out.flush();
    return totals.violations == 0 ? 0 : 1;
  }

  private static void print(PrintWriter out, SimulationReport report, long nanos) {
    out.printf(
        Locale.ROOT,
        "seed %d: %s, %d faults, %d events, %d calms, %.2f s, journal %.16s%n",
        report.options().seed(),
        text(report.simulatedMillis()),
        report.faultCount(),
        report.events(),
        report.calms(),
        nanos / 1e9,
        report.journalHash());
    report.violation().ifPresent(violation -> print(out, report, violation));
    out.flush();
  }

  private static void print(PrintWriter out, SimulationReport report, Violation violation) {
    out.println();
    report.lastEvents().forEach(out::println);
    out.println();
    out.println(violation);
    out.println("options: " + report.options());
    out.println("replay:  " + report.options().command());
    out.println();
  }

  private static String text(long millis) {
    Duration time = Duration.ofMillis(millis);
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  /** What all runs come to. */
  private static final class Totals {

    private long simulatedMillis;
    private long nanos;
    private long faults;
    private long events;
    private int violations;

    void add(SimulationReport report, long took) {
      simulatedMillis += report.simulatedMillis();
      nanos += took;
      faults += report.faultCount();
      events += report.events();
      violations += report.violation().isPresent() ? 1 : 0;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "simulated=%s faults=%d events=%d speed=%.0fx violations=%d",
          text(simulatedMillis),
          faults,
          events,
          simulatedMillis * 1e6 / Math.max(1, nanos),
          violations);
    }
  }
}
