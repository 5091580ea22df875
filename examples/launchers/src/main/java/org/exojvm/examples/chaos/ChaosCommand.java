package org.exojvm.examples.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exit codes: 0 when all is well, 1 when an intent was lost or nothing recovered, 2 for misuse. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = {
      "Stops, pauses and cuts off nodes of one process at random, and measures how they recover.",
      "Prints a line for every strike, and at the end how many intents were lost, how long it took"
          + " until a command was served again and until all instances were ready again after a"
          + " master was stopped, and how many nodes were given up that had only paused."
    })
public final class ChaosCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int MISUSE = 2;
  private static final int MAX_NODES = 16;
  private static final double MILLIS_PER_MINUTE = 60_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "10",
      description = "How long, fractions allowed (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "4",
      description = "Nodes, 2 to 16 (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Chooses the strikes (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** Made by picocli. */
  public ChaosCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    long millis = (long) (minutes * MILLIS_PER_MINUTE);
    if (millis < 1 || nodes < 2 || nodes > MAX_NODES) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "Cannot run %d nodes for %s minutes. Maybe choose 2 to %d nodes and a time above 0.%n",
          nodes, minutes, MAX_NODES);
      err.flush();
      return MISUSE;
    }
    PrintWriter out = spec.commandLine().getOut();
    return new Chaos(out, Duration.ofMillis(millis), nodes, seed).run() ? 0 : FAILED;
  }
}
