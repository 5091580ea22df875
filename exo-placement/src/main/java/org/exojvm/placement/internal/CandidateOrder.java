package org.exojvm.placement.internal;

import com.google.common.collect.Comparators;
import java.util.Comparator;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.placement.PlacementRequest;

/**
 * The order in which candidates are tried: size first, then those with a leaf (a node at the end of
 * a line is of little use to anybody else), then most free memory, most preferred nodes, and node
 * ids.
 */
public enum CandidateOrder {
  /** Most nodes first. */
  LARGEST_FIRST,

  /** Fewest nodes first. */
  SMALLEST_FIRST;

  /** Returns this order, or the one that the request's preference speaks of. */
  CandidateOrder preferredBy(PlacementRequest request) {
    PlacementPreference preference = request.preference();
    if (preference == null) {
      return this;
    }
    return switch (preference) {
      case SPREAD -> LARGEST_FIRST;
      case PACK -> SMALLEST_FIRST;
      case INTERACTIVITY, THROUGHPUT -> this;
    };
  }

  Comparator<Candidate> comparator() {
    Comparator<Candidate> fewestFirst = Comparator.comparingInt(Candidate::size);
    return (this == LARGEST_FIRST ? fewestFirst.reversed() : fewestFirst)
        .thenComparing(Candidate::hasLeaf, Comparator.reverseOrder())
        .thenComparing(Candidate::freeBytes, Comparator.reverseOrder())
        .thenComparing(Candidate::preferredCount, Comparator.reverseOrder())
        .thenComparing(CandidateOrder::compareIds);
  }

  /**
   * Sets of one graph compare by their bits, the common case; the same graph is the same object.
   */
  @SuppressWarnings("ReferenceEquality")
  private static int compareIds(Candidate a, Candidate b) {
    if (a instanceof SetCandidate(GraphPaths paths, int set, boolean leaf, long free, int count)
        && b instanceof SetCandidate other
        && paths == other.paths()) {
      return Bits.compareElements(set, other.set());
    }
    return Comparators.lexicographical(Comparator.<NodeId>naturalOrder())
        .compare(a.sortedNodes(), b.sortedNodes());
  }
}
