package org.exojvm.placement.internal;

/**
 * Improves a ring by small changes: a node gives its place to a better one that is linked to both
 * of its neighbours, or drops out where its neighbours are linked while a better one is put in
 * elsewhere.
 */
final class RingImprovement {

  /** Most nodes that are changed at once. Each more multiplies the ways to look at. */
  private static final int MAX_DETOUR = 3;

  private final ClusterGraph cluster;
  private final Subgraph graph;
  private final CandidateOrder order;
  private final long needed;
  private final LinkedRing ring;
  private final SearchBudget budget;
  private long free;

  /**
   * @param needed memory that the ring must keep, bytes
   */
  RingImprovement(
      ClusterGraph cluster,
      Subgraph graph,
      CandidateOrder order,
      long needed,
      int[] start,
      SearchBudget budget) {
    this.cluster = cluster;
    this.graph = graph;
    this.order = order;
    this.needed = needed;
    this.ring = new LinkedRing(graph.size(), start);
    this.budget = budget;
    for (int node : start) {
      free += freeOf(node);
    }
  }

  private long freeOf(int node) {
    return cluster.free(graph.inCluster(node));
  }

  int[] ring() {
    return ring.toArray();
  }

  /** Takes nodes in and out until the ring has a size; returns whether it has. */
  boolean resize(int size) {
    boolean changed = true;
    while (changed && ring.size() > size) {
      changed = shrink();
    }
    while (changed && ring.size() < size) {
      changed = enlarge(size - ring.size());
    }
    return ring.size() == size;
  }

  private boolean shrink() {
    int worst = -1;
    for (int node : ring.toArray()) {
      boolean canGo =
          !cluster.isRequired(graph.inCluster(node))
              && graph.linked(ring.previous(node), ring.next(node));
      if (canGo && (worst < 0 || freeOf(node) < freeOf(worst))) {
        worst = node;
      }
    }
    if (worst >= 0) {
      free -= freeOf(worst);
      ring.remove(worst);
    }
    return worst >= 0 && budget.spend(ring.size());
  }

  private boolean enlarge(int most) {
    for (int node = 0; node < graph.size(); node++) {
      if (!ring.contains(node) && budget.spend(1) && putIn(node, -1)) {
        return true;
      }
    }
    return most >= 2 && putInPair();
  }

  /** Puts a node between two neighbours that it is linked to, neither of which is {@code not}. */
  private boolean putIn(int node, int not) {
    for (int at : graph.neighbours(node)) {
      if (ring.contains(at)
          && at != not
          && ring.next(at) != not
          && graph.linked(node, ring.next(at))) {
        ring.insertAfter(at, node);
        free += freeOf(node);
        return true;
      }
    }
    return false;
  }

  /** Puts two linked nodes between two neighbours. */
  private boolean putInPair() {
    for (int at : ring.toArray()) {
      for (int first : graph.neighbours(at)) {
        for (int second : graph.neighbours(ring.next(at))) {
          boolean fits =
              first != second
                  && !ring.contains(first)
                  && !ring.contains(second)
                  && graph.linked(first, second);
          if (fits) {
            free += freeOf(first) + freeOf(second);
            ring.insertAfter(at, first);
            ring.insertAfter(first, second);
            return true;
          }
          if (!budget.spend(1)) {
            return false;
          }
        }
      }
    }
    return false;
  }

  /** Changes nodes for better ones of the same number as long as there are any. */
  void improve() {
    boolean changed = true;
    while (changed) {
      changed = improveNodes();
      for (int length = 2; length <= MAX_DETOUR && !changed; length++) {
        changed = improveWays(length);
      }
      changed &= budget.spend(1);
    }
  }

  private boolean improveNodes() {
    boolean changed = false;
    for (int node : ring.toArray()) {
      if (!cluster.isRequired(graph.inCluster(node))) {
        changed |= replace(node) || relocate(node);
      }
      if (!budget.spend(1)) {
        return false;
      }
    }
    return changed;
  }

  /** Changes ways over so many nodes for better ones. */
  private boolean improveWays(int length) {
    boolean changed = false;
    for (int node : ring.toArray()) {
      changed |= ring.size() > length + 1 && ring.contains(node) && improveWay(node, length);
      if (!budget.spend(1)) {
        return false;
      }
    }
    return changed;
  }

  private boolean improveWay(int from, int length) {
    int[] now = new int[length];
    int node = from;
    long freeNow = 0;
    for (int i = 0; i < length; i++) {
      node = ring.next(node);
      now[i] = node;
      freeNow += freeOf(node);
      if (cluster.isRequired(graph.inCluster(node))) {
        return false;
      }
    }
    long least = needed - (free - freeNow);
    int[] better =
        new Detour(cluster, graph, order, ring, now, ring.next(node), least).from(from, budget);
    if (better == null) {
      return false;
    }
    for (int old : now) {
      ring.remove(old);
      free -= freeOf(old);
    }
    int at = from;
    for (int added : better) {
      ring.insertAfter(at, added);
      free += freeOf(added);
      at = added;
    }
    return true;
  }

  private boolean replace(int node) {
    int best = node;
    for (int candidate : graph.neighbours(ring.previous(node))) {
      if (!ring.contains(candidate)
          && graph.linked(candidate, ring.next(node))
          && isBetter(candidate, best, node)) {
        best = candidate;
      }
    }
    budget.spend(graph.neighbours(ring.previous(node)).length);
    if (best == node) {
      return false;
    }
    free += freeOf(best) - freeOf(node);
    ring.replace(node, best);
    return true;
  }

  /** Lets a node drop out and puts a better one in anywhere else. */
  private boolean relocate(int node) {
    if (ring.size() <= 3 || !graph.linked(ring.previous(node), ring.next(node))) {
      return false;
    }
    for (int candidate = 0; candidate < graph.size(); candidate++) {
      if (!ring.contains(candidate)
          && isBetter(candidate, node, node)
          && budget.spend(graph.neighbours(candidate).length)
          && putIn(candidate, node)) {
        free -= freeOf(node);
        ring.remove(node);
        return true;
      }
    }
    return false;
  }

  /** Returns whether a node is better than another in the place of a third one. */
  private boolean isBetter(int candidate, int present, int inPlaceOf) {
    int result = order.compareMemory(freeOf(candidate), freeOf(present));
    if (result == 0) {
      return cluster.isPreferred(graph.inCluster(candidate))
          && !cluster.isPreferred(graph.inCluster(present));
    }
    return result < 0 && free - freeOf(inPlaceOf) + freeOf(candidate) >= needed;
  }
}
