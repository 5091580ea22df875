package org.exojvm.core.process;

import com.google.common.collect.ImmutableSortedSet;
import org.exojvm.api.hardware.HardwareProfile;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.core.reconcile.MemoryPolicy;
import org.immutables.value.Value;

/**
 * What {@link MetaInstanceManager} asks strategies with.
 *
 * @param strategies names of the strategies there are
 * @param defaultStrategy strategy of intents that name none
 * @param searchBudget most partial candidates one search may expand
 * @param memory what memory a placement may use and needs
 * @param hardware how fast chips and links are
 */
@Value.Builder
public record PlacementSettings(
    ImmutableSortedSet<String> strategies,
    String defaultStrategy,
    long searchBudget,
    MemoryPolicy memory,
    HardwareProfile hardware)
    implements WithPlacementSettings {

  /** Returns settings with the default budget, memory policy and hardware profile. */
  public static PlacementSettings of(Iterable<String> strategies, String defaultStrategy) {
    return new PlacementSettings(
        ImmutableSortedSet.copyOf(strategies),
        defaultStrategy,
        PlacementRequest.DEFAULT_SEARCH_BUDGET,
        MemoryPolicy.defaults(),
        HardwareProfile.defaults());
  }

  String strategyOf(MetaInstanceSpec spec) {
    String named = spec.strategy();
    return named == null ? defaultStrategy : named;
  }

  boolean knows(String strategy) {
    return strategies.contains(strategy);
  }

  String unknown(String strategy) {
    return "Unknown placement strategy \""
        + strategy
        + "\". Choose one of: "
        + String.join(", ", strategies)
        + ".";
  }
}
