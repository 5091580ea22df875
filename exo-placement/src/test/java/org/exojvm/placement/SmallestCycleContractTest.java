package org.exojvm.placement;

import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.PlacementStrategyContract;

/** Goal: smallest-cycle does what every strategy has to do. */
class SmallestCycleContractTest extends PlacementStrategyContract {
  @Override
  protected PlacementStrategy strategy() {
    return new SmallestCycleStrategy();
  }
}
