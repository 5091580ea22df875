package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.jspecify.annotations.Nullable;

/** Runs a whole cluster on virtual time, under faults, and watches what must never happen. */
public final class Simulation {

  private final SimulationOptions options;
  private final PlacementStrategies strategies;
  private final CoreSeams seams;

  private Simulation(SimulationOptions options, PlacementStrategies strategies, CoreSeams seams) {
    this.options = options;
    this.strategies = strategies;
    this.seams = seams;
  }

  /** Returns a run of the real cores with the placement strategies that ServiceLoader finds. */
  public static Simulation of(SimulationOptions options) {
    return new Simulation(options, PlacementStrategies.installed(), new CoreSeams() {});
  }

  /** Returns the same with other strategies. They are called in the thread of the run. */
  public Simulation withStrategies(PlacementStrategies value) {
    return new Simulation(options, value, seams);
  }

  /** Returns the same with something in front of the cores. */
  public Simulation withSeams(CoreSeams value) {
    return new Simulation(options, strategies, value);
  }

  /** Runs from the beginning until the time is over or a rule is broken. */
  public SimulationReport run() {
    SimulatedCluster cluster = new SimulatedCluster(options, strategies, seams);
    Weather weather = new Weather(cluster);
    Violation broken = runUntilBroken(cluster);
    if (broken == null) {
      broken = replayed(cluster);
    }
    return new SimulationReport(
        options,
        cluster.clock().nowMillis(),
        weather.struck(),
        cluster.laws().events(),
        cluster.laws().calm().passed(),
        cluster.laws().journal().journalHash(),
        broken,
        broken == null ? ImmutableList.of() : cluster.laws().lastLines());
  }

  /** Whatever the cores or the shells throw is a broken rule too: nothing may stop a cluster. */
  private @Nullable Violation runUntilBroken(SimulatedCluster cluster) {
    try {
      while (cluster.clock().runNextUntil(options.millis())) {
        // One thing after the other.
      }
      return null;
    } catch (BrokenRuleException broken) {
      return violation(cluster, broken);
    } catch (RuntimeException bug) {
      StackTraceElement[] trace = bug.getStackTrace();
      return new Violation(
          "D12",
          cluster.clock().nowMillis(),
          bug
              + (trace.length == 0
                  ? ""
                  : " at " + ImmutableList.copyOf(trace).subList(0, Math.min(8, trace.length))));
    }
  }

  private static @Nullable Violation replayed(SimulatedCluster cluster) {
    try {
      cluster.machines().forEach(Simulation::replay);
      return null;
    } catch (BrokenRuleException broken) {
      return violation(cluster, broken);
    }
  }

  private static void replay(Machine machine) {
    SimulatedNode node = machine.node();
    if (node != null) {
      node.journal().replay(node.logState());
    }
  }

  private static Violation violation(SimulatedCluster cluster, BrokenRuleException broken) {
    return new Violation(
        broken.rule(), cluster.clock().nowMillis(), String.valueOf(broken.getMessage()));
  }
}
