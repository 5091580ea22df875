package org.exojvm.placement;

import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.PlacementStrategyContract;

/** Goal: largest-cycle does what every strategy has to do. */
class LargestCycleContractTest extends PlacementStrategyContract {
  @Override
  protected PlacementStrategy strategy() {
    return new LargestCycleStrategy();
  }
}
