package org.exojvm.core.engine.simulated;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.BoundInstance;
import org.jspecify.annotations.Nullable;

/**
 * The meeting place of all engines of one simulation. The ranks of an instance form one group per
 * attempt, so that a rank left over from an earlier attempt never completes a later one (D20).
 */
public final class SimulatedGroups {

  private record GroupKey(InstanceId instance, long attempt, int rank) {}

  /** Time between two looks at what ranks of other processes have reported. */
  static final long LOOK_MILLIS = 20;

  /** In place of the rank where all ranks share a group. */
  private static final int ALL_RANKS = -1;

  final SimulatedScheduler scheduler;
  final SimulatedTimings timings;
  final SimulationScript script;
  private final @Nullable ReportedRanks others;
  private final Map<GroupKey, SimulatedGroup> groups = new HashMap<>();

  /**
   * Creates a place where nobody is yet.
   *
   * @param scheduler time
   * @param timings speed of all hardware
   * @param script what goes wrong
   */
  public SimulatedGroups(
      SimulatedScheduler scheduler, SimulatedTimings timings, SimulationScript script) {
    this(scheduler, timings, script, null);
  }

  private SimulatedGroups(
      SimulatedScheduler scheduler,
      SimulatedTimings timings,
      SimulationScript script,
      @Nullable ReportedRanks others) {
    this.scheduler = scheduler;
    this.timings = timings;
    this.script = script;
    this.others = others;
  }

  /**
   * Creates a place for the engine of one process of several: a rank meets the others by what they
   * have reported, and does not notice when they go. The master does, from their own reports and
   * their silence.
   *
   * @param scheduler time
   * @param timings speed of all hardware
   * @param script what goes wrong
   * @param others what ranks of other processes have reported
   */
  public static SimulatedGroups apart(
      SimulatedScheduler scheduler,
      SimulatedTimings timings,
      SimulationScript script,
      ReportedRanks others) {
    return new SimulatedGroups(scheduler, timings, script, others);
  }

  /** Returns whether all ranks of an instance but this one are known to have come to a meeting. */
  boolean othersCame(BoundInstance bound, Predicate<RunnerStatus> hasCome) {
    ReportedRanks reports = others;
    if (reports == null) {
      return true;
    }
    for (RunnerId runner : bound.instance().shardAssignments().nodeToRunner().values()) {
      if (!runner.equals(bound.boundRunnerId())) {
        RunnerStatus status = reports.statusOf(runner);
        if (status == null || !hasCome.test(status)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Returns the group of a runner; called by actions of the scheduler only. */
  SimulatedGroup groupOf(BoundInstance bound) {
    return groups.computeIfAbsent(
        keyOf(bound),
        _ -> new SimulatedGroup(this, isApart() ? 1 : bound.boundShard().worldSize()));
  }

  private boolean isApart() {
    return others != null;
  }

  void forget(BoundInstance bound) {
    groups.remove(keyOf(bound));
  }

  private GroupKey keyOf(BoundInstance bound) {
    return new GroupKey(
        bound.instance().instanceId(),
        bound.instance().attempt(),
        isApart() ? bound.boundShard().deviceRank() : ALL_RANKS);
  }
}
