package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/**
 * When what goes wrong: storms, in which faults strike, and calms, after which the cluster must be
 * in order. Every fault passes by itself within {@link Faults#LONGEST_MILLIS}.
 */
final class Weather {

  /** Storms and calms take turns; a run shorter than two of both has one of each. */
  static final long STORM_MILLIS = 2_400_000;

  /**
   * Time without new faults before everything must be in order: what is left of a fault, a
   * disconnection by silence, a load of the weights, and two minutes in which nothing happens.
   */
  static final long CALM_MILLIS = 1_200_000;

  private static final long LONGEST_PAUSE_MILLIS = 120_000;

  private final SimulatedCluster cluster;
  private final ImmutableList<FaultKind> kinds;
  private final Dice dice;
  private final Faults faults;
  private final Map<FaultKind, Integer> struck = new EnumMap<>(FaultKind.class);
  private boolean storm;

  Weather(SimulatedCluster cluster) {
    this.cluster = cluster;
    this.kinds =
        cluster.options().faults().stream()
            .sorted(Comparator.naturalOrder())
            .collect(ImmutableList.toImmutableList());
    this.dice = cluster.dice().split("weather");
    this.faults = new Faults(cluster);
    long millis = cluster.options().millis();
    long cycles = Math.max(1, millis / (STORM_MILLIS + CALM_MILLIS));
    for (long cycle = 0; cycle < cycles; cycle++) {
      long end = millis * (cycle + 1) / cycles;
      cluster.clock().after(millis * cycle / cycles, () -> change(true));
      cluster.clock().after(Math.max(0, end - CALM_MILLIS), () -> change(false));
      cluster.clock().at(end, SimulationClock.LAST_LANE, () -> endOfCalm());
    }
    next();
  }

  ImmutableMap<FaultKind, Integer> struck() {
    return ImmutableMap.copyOf(struck);
  }

  private void change(boolean stormy) {
    storm = stormy;
    cluster.workload().rest(!stormy);
    cluster.laws().note(stormy ? "storm" : "calm");
  }

  /** A run too short for a calm is not judged by one. */
  private void endOfCalm() {
    if (cluster.options().millis() > CALM_MILLIS) {
      cluster.laws().calm().endOfCalm();
    }
  }

  private void next() {
    if (kinds.isEmpty()) {
      return;
    }
    cluster
        .clock()
        .after(
            dice.between(1, LONGEST_PAUSE_MILLIS),
            () -> {
              if (storm) {
                strike(dice.oneOf(kinds));
              }
              next();
            });
  }

  private void strike(FaultKind kind) {
    String what = faults.strike(kind);
    if (!what.isEmpty()) {
      struck.merge(kind, 1, Integer::sum);
      cluster.laws().note("fault %s: %s".formatted(kind.label(), what));
    }
  }
}
