package org.exojvm.core.engine.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.exojvm.api.engine.RunnerEngine;
import org.exojvm.api.engine.RunnerEngineContract;

/** The simulated engine keeps the contract of engines. */
class SimulatedEngineContractTest extends RunnerEngineContract {

  private static final int MAX_STEPS = 10_000;

  private final VirtualTime time = new VirtualTime();
  private final SimulatedGroups groups =
      new SimulatedGroups(time, SimulatedTimings.DEFAULT, new SimulationScript());
  private final Map<Integer, RunnerEngine> engines = new HashMap<>();

  @Override
  protected RunnerEngine engineOf(int rank) {
    return engines.computeIfAbsent(rank, _ -> new SimulatedEngine(groups));
  }

  @Override
  protected void passUntil(BooleanSupplier condition) {
    for (int step = 0; step < MAX_STEPS && !condition.getAsBoolean(); step++) {
      time.pass(1);
    }
    assertThat(condition.getAsBoolean()).as("within %d ms", MAX_STEPS).isTrue();
  }

  @Override
  protected void settle() {
    time.pass(MAX_STEPS);
  }
}
