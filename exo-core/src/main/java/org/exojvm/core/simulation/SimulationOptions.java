package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableSet;
import java.util.stream.Collectors;
import org.exojvm.api.check.Checks;
import org.immutables.value.Value;

/**
 * What is simulated. Equal options give equal runs.
 *
 * @param seed where all chance comes from
 * @param nodes machines of the cluster, 1 to {@link #MAX_NODES}; any of them may become master
 * @param intents intents that exist at a time, 0 to {@link #MAX_INTENTS}
 * @param faults what goes wrong
 * @param millis virtual time in milliseconds
 * @param everyTick whether workers plan at every tick, those with nothing to do included; slower,
 *     and the same run otherwise
 */
@Value.Builder
public record SimulationOptions(
    long seed,
    int nodes,
    int intents,
    ImmutableSet<FaultKind> faults,
    long millis,
    boolean everyTick)
    implements WithSimulationOptions {

  /** Most machines. More, and the links between all pairs do not fit into memory. */
  public static final int MAX_NODES = 200;

  /** Most intents. More, and a round of the workload takes longer than what it is to disturb. */
  public static final int MAX_INTENTS = 1_000;

  /** Longest run: 100 days. Its journal is kept in memory, some 100 bytes per event. */
  public static final long MAX_MILLIS = 100L * 24 * 3_600_000;

  /** Checks the ranges. */
  public SimulationOptions {
    Checks.inRange(
        nodes >= 1 && nodes <= MAX_NODES, "SimulationOptions.nodes", nodes, "1 to " + MAX_NODES);
    Checks.inRange(
        intents >= 0 && intents <= MAX_INTENTS,
        "SimulationOptions.intents",
        intents,
        "0 to " + MAX_INTENTS);
    Checks.inRange(
        millis >= 1 && millis <= MAX_MILLIS,
        "SimulationOptions.millis",
        millis,
        "1 to " + MAX_MILLIS);
  }

  /** Returns a run of an hour with five nodes, ten intents and every fault. */
  public static SimulationOptions of(long seed) {
    return new SimulationOptions(seed, 5, 10, FaultKind.all(), 3_600_000, false);
  }

  /** Returns the command that runs exactly this. */
  public String command() {
    return "examples/run simulate --seeds %d..%d --nodes %d --intents %d --faults %s --hours %s"
        .formatted(
            seed,
            seed,
            nodes,
            intents,
            faults.isEmpty()
                ? "none"
                : faults.stream().sorted().map(FaultKind::label).collect(Collectors.joining(",")),
            millis % 3_600_000 == 0
                ? Long.toString(millis / 3_600_000)
                : Double.toString(millis / 3_600_000.0));
  }
}
