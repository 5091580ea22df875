package org.exojvm.examples.terminal;

import java.util.Objects;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.search.WatchedStrategy;
import org.jspecify.annotations.Nullable;

/** Strategies by the names that people give. */
public final class StrategyNames {

  private StrategyNames() {}

  /**
   * Returns the strategy of a name, with a watch over it; null means the default.
   *
   * @throws MisuseException when there is none of this name
   */
  public static PlacementStrategy find(@Nullable String wanted) throws MisuseException {
    PlacementStrategies installed = PlacementStrategies.installed();
    String name = Objects.requireNonNullElse(wanted, MasterConfig.defaults().defaultStrategy());
    PlacementStrategy strategy = installed.byName().get(name);
    if (strategy == null) {
      throw new MisuseException(
          "The strategy \"%s\" is not known. Maybe use one of %s, or put its jar on the path."
              .formatted(name, String.join(", ", installed.names())));
    }
    return new WatchedStrategy(strategy, WatchedStrategy.DEFAULT_DEADLINE);
  }
}
