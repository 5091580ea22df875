package org.exojvm.core.process;

import com.google.common.collect.ImmutableSortedSet;
import org.exojvm.api.instance.MetaInstanceSpec;

/** What {@link MetaInstanceManager} knows about strategies: their names, and how long to search. */
record PlacementSettings(
    ImmutableSortedSet<String> strategies, String defaultStrategy, long searchBudget) {

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
