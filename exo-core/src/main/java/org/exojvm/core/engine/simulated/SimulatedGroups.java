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

  private record GroupKey(InstanceId instance, long attempt) {}

  final SimulatedScheduler scheduler;
  final SimulatedTimings timings;
  final SimulationScript script;
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
    this.scheduler = scheduler;
    this.timings = timings;
    this.script = script;
  }

  /** Returns the group of a runner; called by actions of the scheduler only. */
  SimulatedGroup groupOf(BoundInstance bound) {
    return groups.computeIfAbsent(
        keyOf(bound), _ -> new SimulatedGroup(this, bound.boundShard().worldSize()));
  }

  void forget(BoundInstance bound) {
    groups.remove(keyOf(bound));
  }

  private static GroupKey keyOf(BoundInstance bound) {
    return new GroupKey(bound.instance().instanceId(), bound.instance().attempt());
  }
}
