package org.exojvm.examples.strategy;

import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.PlacementStrategyContract;

class SpareNodeStrategyTest extends PlacementStrategyContract {
  @Override
  protected PlacementStrategy strategy() {
    return new SpareNodeStrategy();
  }
}
