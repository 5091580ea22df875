package org.exojvm.placement.internal.preference;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.placement.CostEstimate;

/**
 * A rank order that can host the model, and what it is worth.
 *
 * @param ranks the nodes in rank order
 * @param estimate how fast it is expected to be
 * @param preferredCount how many preferred nodes take part
 * @param freeBytes free memory of all nodes
 */
record Rated(
    ImmutableList<NodeId> ranks, CostEstimate estimate, int preferredCount, long freeBytes) {

  /** Differences below a picosecond per token are noise of the arithmetic. */
  private static final double PICOSECONDS = 1e12;

  /** Likewise differences below a millionth of a token per second. */
  private static final double MICROTOKENS = 1e6;

  /**
   * Returns the order of preference, best first: the estimate, then fewest nodes, most preferred
   * nodes, most free memory, and node ids.
   */
  static Comparator<Rated> order(PlacementPreference preference) {
    Comparator<Rated> byEstimate =
        switch (preference) {
          case THROUGHPUT ->
              Comparator.comparingLong(
                  rated -> -Math.round(rated.estimate.tokensPerSecond() * MICROTOKENS));
          case INTERACTIVITY, SPREAD, PACK ->
              Comparator.comparingLong(
                  rated -> Math.round(rated.estimate.secondsPerToken() * PICOSECONDS));
        };
    return byEstimate
        .thenComparingInt(rated -> rated.ranks.size())
        .thenComparingInt(rated -> -rated.preferredCount)
        .thenComparingLong(rated -> -rated.freeBytes)
        .thenComparing(
            rated -> ImmutableList.sortedCopyOf(rated.ranks),
            Comparators.lexicographical(Comparator.<NodeId>naturalOrder()))
        .thenComparing(
            Rated::ranks, Comparators.lexicographical(Comparator.<NodeId>naturalOrder()));
  }
}
