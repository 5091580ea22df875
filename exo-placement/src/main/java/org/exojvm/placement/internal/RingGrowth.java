package org.exojvm.placement.internal;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Grows a path over a part of the cluster by rotation and extension (Pósa 1976), towards the nodes
 * with most memory, and keeps for every size the best ring that closed on the way.
 */
final class RingGrowth {

  private final ClusterGraph cluster;
  private final Subgraph graph;
  private final int maxSize;
  private final Map<Integer, int[]> ringsBySize = new HashMap<>();
  private final Map<Integer, Long> freeBySize = new HashMap<>();

  /** Sums of free memory over the nodes of the path before a position. */
  private final long[] before;

  /**
   * @param maxSize most nodes that a ring may have
   */
  RingGrowth(ClusterGraph cluster, Subgraph graph, int maxSize) {
    this.cluster = cluster;
    this.graph = graph;
    this.maxSize = maxSize;
    this.before = new long[graph.size() + 1];
  }

  /** Returns the best ring met so far by size. */
  Map<Integer, int[]> ringsBySize() {
    return ringsBySize;
  }

  /**
   * Grows one path.
   *
   * @param start where to begin
   * @param allowed nodes that may be taken
   * @param narrowestFirst whether nodes with fewest ways on come first, and not those with most
   *     memory: longer rings, with less memory
   * @param budget one unit for every node looked at
   */
  void grow(int start, BitSet allowed, boolean narrowestFirst, SearchBudget budget) {
    NodePath path = new NodePath(graph, start);
    BitSet triedEnds = new BitSet();
    before[1] = cluster.free(graph.inCluster(start));
    while (budget.spend(graph.neighbours(path.end()).length)) {
      keepClosed(path);
      int next = next(path, allowed, narrowestFirst);
      if (next >= 0) {
        path.append(next);
        before[path.length()] = before[path.length() - 1] + cluster.free(graph.inCluster(next));
        triedEnds.clear();
      } else if (!turn(path, triedEnds, allowed) || !budget.spend(path.length() / 16)) {
        return;
      }
    }
  }

  private int next(NodePath path, BitSet allowed, boolean narrowestFirst) {
    int best = -1;
    long bestValue = Long.MIN_VALUE;
    for (int neighbour : graph.neighbours(path.end())) {
      if (path.contains(neighbour) || !allowed.get(neighbour)) {
        continue;
      }
      int node = graph.inCluster(neighbour);
      long value = cluster.isRequired(node) ? Long.MAX_VALUE : cluster.free(node);
      value = narrowestFirst ? -path.waysOn(neighbour) : value;
      if (value > bestValue) {
        bestValue = value;
        best = neighbour;
      }
    }
    return best;
  }

  /** Turns the path at a neighbour of its end, so that it ends elsewhere than ever before. */
  private boolean turn(NodePath path, BitSet triedEnds, BitSet allowed) {
    triedEnds.set(path.end());
    for (int neighbour : graph.neighbours(path.end())) {
      int from = path.positionOf(neighbour) + 1;
      if (path.contains(neighbour)
          && allowed.get(neighbour)
          && from < path.length() - 1
          && !triedEnds.get(path.at(from))) {
        path.turn(from);
        for (int i = from; i < path.length(); i++) {
          before[i + 1] = before[i] + cluster.free(graph.inCluster(path.at(i)));
        }
        return true;
      }
    }
    return false;
  }

  /** Keeps the rings that end where the path ends. */
  private void keepClosed(NodePath path) {
    int earliest = Math.max(0, path.length() - maxSize);
    for (int neighbour : graph.neighbours(path.end())) {
      int from = path.positionOf(neighbour);
      int size = path.length() - from;
      if (from >= earliest && size >= 3) {
        long free = before[path.length()] - before[from];
        if (free > freeBySize.getOrDefault(size, -1L)) {
          keep(path.tail(from), free);
        }
      }
    }
  }

  private void keep(int[] ring, long free) {
    if (cluster.includesRequired(graph.inCluster(ring))) {
      freeBySize.put(ring.length, free);
      ringsBySize.put(ring.length, ring);
    }
  }
}
