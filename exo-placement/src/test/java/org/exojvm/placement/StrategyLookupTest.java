package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.exojvm.api.placement.PlacementStrategy;
import org.junit.jupiter.api.Test;

class StrategyLookupTest {

  @Test
  void serviceLoaderFindsBothStrategiesByTheirNames() {
    assertThat(ServiceLoader.load(PlacementStrategy.class))
        .extracting(PlacementStrategy::name)
        .contains("largest-cycle", "smallest-cycle");
  }
}
