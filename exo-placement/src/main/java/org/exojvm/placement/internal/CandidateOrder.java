package org.exojvm.placement.internal;

import java.util.Comparator;
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
  SMALLEST_FIRST,

  /**
   * Fewest nodes first, and among those of one size least free memory: large nodes stay free for
   * others. Leaves make no difference.
   */
  TIGHTEST_FIRST;

  /** Returns this order, or the one that the request's preference speaks of. */
  CandidateOrder preferredBy(PlacementRequest request) {
    PlacementPreference preference = request.preference();
    if (preference == null) {
      return this;
    }
    return switch (preference) {
      case SPREAD -> LARGEST_FIRST;
      case PACK -> TIGHTEST_FIRST;
      case INTERACTIVITY, THROUGHPUT -> this;
    };
  }

  /** Returns whether more memory is better among candidates of one size. */
  boolean mostMemoryFirst() {
    return this != TIGHTEST_FIRST;
  }

  /** Compares any two candidates; the better one comes first. */
  Comparator<NodeSet> comparator() {
    Comparator<NodeSet> fewestFirst = Comparator.comparingInt(NodeSet::size);
    return (this == LARGEST_FIRST ? fewestFirst.reversed() : fewestFirst)
        .thenComparing(this::compareOfOneSize);
  }

  /** Compares candidates of one size; the better one comes first. */
  int compareOfOneSize(NodeSet a, NodeSet b) {
    if (mostMemoryFirst() && a.hasLeaf() != b.hasLeaf()) {
      return a.hasLeaf() ? -1 : 1;
    }
    int result = compareMemory(a.freeBytes(), b.freeBytes());
    result = result == 0 ? Integer.compare(b.preferredCount(), a.preferredCount()) : result;
    return result == 0 ? NodeSet.compareIds(a, b) : result;
  }

  /** Compares amounts of memory; the better one comes first. */
  int compareMemory(long a, long b) {
    return mostMemoryFirst() ? Long.compare(b, a) : Long.compare(a, b);
  }
}
