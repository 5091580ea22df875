package org.exojvm.examples.explain;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.placement.CostEstimate;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.node.terminal.Text;
import org.exojvm.placement.LargestCycleStrategy;
import org.exojvm.placement.SmallestCycleStrategy;
import org.exojvm.placement.explain.Explanation;
import org.exojvm.placement.explain.SizeClass;
import org.exojvm.placement.explain.SizeClass.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Why a placement was chosen: by which criterion, with its numbers, and what stands next to it.
 *
 * @param request what was asked for
 * @param explanation the explanation of a request that was placed
 * @param name how nodes are called
 */
public record WhyThisOne(
    PlacementRequest request, Explanation explanation, Function<NodeId, String> name) {

  /** By what sizes are chosen between. */
  private enum Order {
    MOST_NODES,
    FEWEST_NODES,
    ESTIMATE,
    ITS_OWN
  }

  /** Returns two lines or three: the criterion, what lies beyond, what would be next. */
  public ImmutableList<String> lines() {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    if (explanation.outcome() instanceof Placed placed) {
      int size = placed.score().cycle().nodes().size();
      lines.add(criterion(placed, size));
      beyond(size).ifPresent(lines::add);
      next(size).ifPresent(lines::add);
    }
    return lines.build();
  }

  private Order order() {
    @Nullable PlacementPreference preference = request.preference();
    if (preference != null) {
      return switch (preference) {
        case SPREAD -> Order.MOST_NODES;
        case PACK -> Order.FEWEST_NODES;
        case INTERACTIVITY, THROUGHPUT -> Order.ESTIMATE;
      };
    }
    return switch (explanation.strategy()) {
      case LargestCycleStrategy.NAME -> Order.MOST_NODES;
      case SmallestCycleStrategy.NAME -> Order.FEWEST_NODES;
      default -> Order.ITS_OWN;
    };
  }

  private String criterion(Placed placed, int size) {
    String why =
        switch (order()) {
          case MOST_NODES -> "the most that fit";
          case FEWEST_NODES -> "the fewest that fit";
          case ESTIMATE -> "the best estimate";
          case ITS_OWN -> "the strategy's own order";
        };
    return "why: %s, %s; %s free%s, %s, %s considered"
        .formatted(
            Text.count(size, "node"),
            why,
            Text.gib(placed.score().totalFreeMemory()),
            estimate(placed),
            placed.provedOptimal() ? "proved best" : "not proved best",
            Text.count(placed.considered(), "candidate"));
  }

  private String estimate(Placed placed) {
    @Nullable CostEstimate estimate = placed.score().estimate();
    if (estimate == null) {
      return "";
    }
    return request.preference() == PlacementPreference.THROUGHPUT
        ? String.format(Locale.ROOT, ", %.1f tokens/s", estimate.tokensPerSecond())
        : String.format(Locale.ROOT, ", %.1f ms/token", estimate.secondsPerToken() * 1000);
  }

  /** Sizes that would have been preferred, and what excludes the nearest of them. */
  private Optional<String> beyond(int size) {
    return switch (order()) {
      case MOST_NODES ->
          excluded(
              explanation.sizes().stream()
                  .filter(sizes -> sizes.smallest() > size)
                  .min(Comparator.comparingInt(SizeClass::smallest)));
      case FEWEST_NODES ->
          excluded(
              explanation.sizes().stream()
                  .filter(sizes -> sizes.largest() < size)
                  .max(Comparator.comparingInt(SizeClass::largest)));
      case ESTIMATE, ITS_OWN -> Optional.empty();
    };
  }

  private static Optional<String> excluded(Optional<SizeClass> nearest) {
    return nearest.flatMap(
        sizes ->
            sizes.verdict() instanceof Verdict.Excluded(var why)
                ? Optional.of("not %s: %s".formatted(SizeText.nodes(sizes), why.sentence()))
                : Optional.empty());
  }

  private Optional<String> next(int size) {
    Comparator<SizeClass> nearest =
        Comparator.comparingInt(sizes -> Math.abs(sizes.smallest() - size));
    return explanation.sizes().stream()
        .filter(sizes -> sizes.smallest() != size)
        .filter(sizes -> sizes.verdict() instanceof Verdict.Fits)
        .min(nearest.thenComparingInt(SizeClass::smallest))
        .map(sizes -> nextLine(((Verdict.Fits) sizes.verdict()).placed()));
  }

  private String nextLine(Placed placed) {
    return "next: %s (%s), %s free%s"
        .formatted(
            Text.count(placed.score().cycle().nodes().size(), "node"),
            placed.score().cycle().nodes().stream().map(name).collect(Collectors.joining(", ")),
            Text.gib(placed.score().totalFreeMemory()),
            estimate(placed));
  }
}
