package org.exojvm.core.engine.simulated;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.instance.BoundInstance;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong in a simulation. Faults are looked at in the order in which they were added; one
 * that has struck as often as it may is spent. Belongs to the thread of the scheduler.
 */
public final class SimulationScript {

  private static final class Entry {
    final SimulatedFault fault;
    int left;

    Entry(SimulatedFault fault) {
      this.fault = fault;
      this.left = fault.times();
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  /** Creates a script in which nothing goes wrong yet. */
  public SimulationScript() {}

  /** Adds a fault, effective from now on. */
  public SimulationScript add(SimulatedFault fault) {
    entries.add(new Entry(fault));
    return this;
  }

  /** Takes back this very fault, as often as it has not struck yet. */
  @SuppressWarnings("ReferenceEquality") // an equal fault may have been added twice
  public void takeBack(SimulatedFault fault) {
    entries.removeIf(entry -> entry.fault == fault);
  }

  /** Takes back everything that has not struck yet. */
  public void clear() {
    entries.clear();
  }

  /** Returns the faults that can still strike. */
  public ImmutableList<SimulatedFault> pending() {
    return entries.stream()
        .filter(entry -> entry.left > 0)
        .map(entry -> entry.fault)
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns the fault that strikes a runner in a phase, one use of it spent, or null. */
  @Nullable SimulatedFault strike(BoundInstance bound, SimulatedPhase phase) {
    entries.removeIf(entry -> entry.left == 0);
    for (Entry entry : entries) {
      if (entry.fault.strikes(bound, phase)) {
        entry.left--;
        return entry.fault;
      }
    }
    return null;
  }
}
