package org.exojvm.examples.soak;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exit codes: 0 when all is well, 1 when something was lost, failed or grew, 2 for misuse. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "Runs nodes of one process under load, and watches their heap.",
      "The load: requests, intents that are withdrawn and declared anew, measurements, and nodes"
          + " that are started anew, the master among them. Ten times on the way it prints the"
          + " heap after garbage collection. Fails when an event of the durable stream is dropped,"
          + " when something fails, or when the heap grows: when the median of the last third of"
          + " the samples is above 1.2 times that of the second third plus 16 MiB."
    })
public final class SoakCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int MISUSE = 2;
  private static final int MAX_NODES = 64;
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
      description = "Nodes, at most 64 (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Chooses what the load does (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** Made by picocli. */
  public SoakCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    long millis = (long) (minutes * MILLIS_PER_MINUTE);
    if (millis < 1 || nodes < 1 || nodes > MAX_NODES) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "Cannot run %d nodes for %s minutes. Maybe choose 1 to %d nodes and a time above 0.%n",
          nodes, minutes, MAX_NODES);
      err.flush();
      return MISUSE;
    }
    PrintWriter out = spec.commandLine().getOut();
    return new Soak(out, Duration.ofMillis(millis), nodes, seed).run() ? 0 : FAILED;
  }
}
