package org.exojvm.placement.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * For every set of nodes: from which of them a path leads to a given node of the set and visits
 * each node of the set once. That is the subset recurrence of Held and Karp (1962) for Hamiltonian
 * paths, kept as one bit per node of origin; one table per destination, built when it is first
 * asked for.
 */
final class ReturnPaths {

  private final int[] successors;
  private final Map<Integer, int[]> originsByDestination = new HashMap<>();

  ReturnPaths(List<Integer> successors) {
    this.successors = successors.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Returns what the tables for this many nodes cost at most, in expanded sets. */
  static long cost(int nodes) {
    return ((long) nodes << nodes) / 2;
  }

  /**
   * Returns the nodes from which a path through exactly this set ends in {@code destination}.
   *
   * @param set the nodes to visit, with the destination
   */
  int origins(int destination, int set) {
    return originsByDestination.computeIfAbsent(destination, this::tabulate)[set];
  }

  /** Returns whether a cycle visits every node of the set once; a single node is a cycle. */
  boolean isCycle(int set) {
    int start = Bits.lowest(set);
    return set == Bits.of(start) || (origins(start, set) & successors[start]) != 0;
  }

  private int[] tabulate(int destination) {
    int[] origins = new int[Bits.of(successors.length)];
    for (int set = Bits.of(destination); set < origins.length; set++) {
      if (Bits.contains(set, destination)) {
        origins[set] = originsOf(set, destination, origins);
      }
    }
    return origins;
  }

  private int originsOf(int set, int destination, int[] origins) {
    int others = set & ~Bits.of(destination);
    if (others == 0) {
      return set;
    }
    int found = 0;
    for (int rest = others; rest != 0; rest = Bits.withoutLowest(rest)) {
      int first = Integer.lowestOneBit(rest);
      if ((origins[set & ~first] & successors[Bits.lowest(rest)]) != 0) {
        found |= first;
      }
    }
    return found;
  }
}
