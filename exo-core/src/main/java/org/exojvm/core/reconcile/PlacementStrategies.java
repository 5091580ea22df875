package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.RefusalCode;

/**
 * The placement strategies of a node, by name.
 *
 * @param byName the strategies
 */
public record PlacementStrategies(ImmutableSortedMap<String, PlacementStrategy> byName) {

  /**
   * Returns the given strategies.
   *
   * @throws IllegalArgumentException when two have the same name
   */
  public static PlacementStrategies of(Iterable<? extends PlacementStrategy> strategies) {
    Map<String, PlacementStrategy> byName = new TreeMap<>();
    for (PlacementStrategy strategy : strategies) {
      PlacementStrategy other = byName.putIfAbsent(strategy.name(), strategy);
      if (other != null) {
        throw new IllegalArgumentException(
            "%s and %s are both called \"%s\". Maybe a jar is on the path twice."
                .formatted(other.getClass(), strategy.getClass(), strategy.name()));
      }
    }
    return new PlacementStrategies(ImmutableSortedMap.copyOf(byName));
  }

  /** Returns the strategies that {@link ServiceLoader} finds. */
  public static PlacementStrategies installed() {
    return of(ServiceLoader.load(PlacementStrategy.class));
  }

  /** Returns the names, sorted. */
  public ImmutableSortedSet<String> names() {
    return byName.keySet();
  }

  /**
   * Asks a strategy and checks its answer. One that is unknown, throws, answers nothing, or gives a
   * placement that does not hold on the request is a refusal that names it and its fault, so that
   * nothing else stops.
   */
  public PlacementResult place(String name, PlacementRequest request) {
    PlacementStrategy strategy = byName.get(name);
    return strategy == null ? unknown(name) : StrategyCall.checked(strategy, request);
  }

  private PlacementResult unknown(String name) {
    return new PlacementResult.Unplaceable(
        new PlacementRefusal(
            RefusalCode.STRATEGY_FAILED,
            "Unknown placement strategy \"%s\"".formatted(name),
            ImmutableMap.of(),
            "The strategies here are %s.".formatted(names()),
            "Maybe name one of them, or put the jar of the other on the path."),
        ImmutableList.of());
  }
}
