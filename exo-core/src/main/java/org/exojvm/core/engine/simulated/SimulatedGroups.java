package org.exojvm.core.engine.simulated;

import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.instance.BoundInstance;

/**
 * The meeting place of all engines of one simulation. The ranks of an instance form one group per
 * attempt, so that a rank left over from an earlier attempt never completes a later one (D20).
 */
public final class SimulatedGroups {

  private record GroupKey(InstanceId instance, long attempt, int rank) {}

  /** In place of the rank where all ranks share a group. */
  private static final int ALL_RANKS = -1;

  final SimulatedScheduler scheduler;
  final SimulatedTimings timings;
  final SimulationScript script;
  private final boolean apart;
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
    this(scheduler, timings, script, false);
  }

  private SimulatedGroups(
      SimulatedScheduler scheduler,
      SimulatedTimings timings,
      SimulationScript script,
      boolean apart) {
    this.scheduler = scheduler;
    this.timings = timings;
    this.script = script;
    this.apart = apart;
  }

  /**
   * Creates a place for the engine of one process of several: each rank takes it that the others
   * are there, and does not notice when they go. The master does, from their own reports and their
   * silence.
   *
   * @param scheduler time
   * @param timings speed of all hardware
   * @param script what goes wrong
   */
  public static SimulatedGroups apart(
      SimulatedScheduler scheduler, SimulatedTimings timings, SimulationScript script) {
    return new SimulatedGroups(scheduler, timings, script, true);
  }

  /** Returns the group of a runner; called by actions of the scheduler only. */
  SimulatedGroup groupOf(BoundInstance bound) {
    return groups.computeIfAbsent(
        keyOf(bound), _ -> new SimulatedGroup(this, apart ? 1 : bound.boundShard().worldSize()));
  }

  void forget(BoundInstance bound) {
    groups.remove(keyOf(bound));
  }

  private GroupKey keyOf(BoundInstance bound) {
    return new GroupKey(
        bound.instance().instanceId(),
        bound.instance().attempt(),
        apart ? bound.boundShard().deviceRank() : ALL_RANKS);
  }
}
