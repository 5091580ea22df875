package org.exojvm.placement.internal;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Looks for a better way between two nodes of a ring, over as many nodes as the way it has now. */
final class Detour {

  /** Nodes looked at for one way. Fewer miss ways where nodes have many neighbours. */
  static final int MAX_STEPS = 2_048;

  private final ClusterGraph cluster;
  private final Subgraph graph;
  private final CandidateOrder order;
  private final LinkedRing ring;
  private final BitSet present = new BitSet();
  private final BitSet taken = new BitSet();
  private final int to;
  private final int[] path;
  private final long least;
  private int steps;
  private long bestFree;
  private int @Nullable [] best;

  /**
   * @param now the nodes between the two
   * @param to the node where the way ends
   * @param least memory that the way must have, bytes
   */
  Detour(
      ClusterGraph cluster,
      Subgraph graph,
      CandidateOrder order,
      LinkedRing ring,
      int[] now,
      int to,
      long least) {
    this.cluster = cluster;
    this.graph = graph;
    this.order = order;
    this.ring = ring;
    this.to = to;
    this.path = new int[now.length];
    this.least = least;
    for (int node : now) {
      present.set(node);
      bestFree += freeOf(node);
    }
  }

  /** Returns the nodes of the best way from a node, or null when there is no better one. */
  int @Nullable [] from(int start, SearchBudget budget) {
    extend(start, 0, 0);
    return budget.spend(steps) ? best : null;
  }

  private long freeOf(int node) {
    return cluster.free(graph.inCluster(node));
  }

  /** Extends the way; as deep as it has nodes. */
  private void extend(int end, int length, long free) {
    for (int next : graph.neighbours(end)) {
      if (steps++ >= MAX_STEPS) {
        return;
      }
      boolean onRing = ring.contains(next) && !present.get(next);
      if (onRing || taken.get(next)) {
        continue;
      }
      path[length] = next;
      long total = free + freeOf(next);
      if (length + 1 < path.length) {
        taken.set(next);
        extend(next, length + 1, total);
        taken.clear(next);
      } else if (graph.linked(next, to)
          && total >= least
          && order.compareMemory(total, bestFree) < 0) {
        best = path.clone();
        bestFree = total;
      }
    }
  }
}
