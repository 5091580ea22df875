package org.exojvm.placement.internal;

import java.util.BitSet;
import java.util.Optional;

/**
 * Looks for a ring through all nodes of a part by rotation and extension (Pósa 1976): a path is
 * extended as long as its end has a neighbour outside; when it has none, the path is turned at a
 * neighbour inside, which gives it another end. Finding none proves nothing unless {@link
 * #isImpossible} says so.
 */
final class RingThrough {

  /** Rotations per node. Fewer miss rings of sparse parts, more are wasted where there is none. */
  private static final int TURNS_PER_NODE = 32;

  private final Subgraph graph;
  private final boolean narrowestFirst;
  private final NodePath path;
  private final BitSet triedEnds = new BitSet();
  private boolean swapped;

  private RingThrough(Subgraph graph, int start, boolean narrowestFirst) {
    this.graph = graph;
    this.narrowestFirst = narrowestFirst;
    this.path = new NodePath(graph, start);
  }

  /** Returns whether a node has fewer than the two neighbours it needs in a ring. */
  static boolean isImpossible(Subgraph graph) {
    return graph.size() < 3 || graph.leastDegree() < 2;
  }

  /** Returns the nodes in the order of a ring, if one is found. */
  static Optional<int[]> all(Subgraph graph, SearchBudget budget) {
    if (isImpossible(graph)) {
      return Optional.empty();
    }
    // By number first: where every pair is linked the ring then follows the ids.
    return new RingThrough(graph, 0, false)
        .search(budget)
        .or(() -> new RingThrough(graph, narrowest(graph), true).search(budget));
  }

  private static int narrowest(Subgraph graph) {
    int narrowest = 0;
    for (int node = 1; node < graph.size(); node++) {
      if (graph.neighbours(node).length < graph.neighbours(narrowest).length) {
        narrowest = node;
      }
    }
    return narrowest;
  }

  private Optional<int[]> search(SearchBudget budget) {
    int turns = TURNS_PER_NODE * graph.size();
    while (budget.spend(1)) {
      boolean complete = path.length() == graph.size();
      if (complete && graph.linked(path.end(), path.start())) {
        return Optional.of(path.tail(0));
      }
      int next = complete ? -1 : next();
      if (next >= 0) {
        path.append(next);
        triedEnds.clear();
        swapped = false;
      } else if (turns-- == 0 || !budget.spend(path.length() / 16) || !turn(complete)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The first neighbour outside, or the one with fewest ways on (Warnsdorff). */
  private int next() {
    int best = -1;
    int fewest = Integer.MAX_VALUE;
    for (int neighbour : graph.neighbours(path.end())) {
      if (path.contains(neighbour)) {
        continue;
      }
      if (!narrowestFirst) {
        return neighbour;
      }
      int ways = path.waysOn(neighbour);
      if (ways < fewest) {
        fewest = ways;
        best = neighbour;
      }
    }
    return best;
  }

  /** Turns the path so that it ends elsewhere, where possible with a way on. */
  private boolean turn(boolean complete) {
    triedEnds.set(path.end());
    int fallback = -1;
    for (int neighbour : graph.neighbours(path.end())) {
      int from = path.positionOf(neighbour) + 1;
      int newEnd = path.at(from);
      if (from == path.length() - 1 || triedEnds.get(newEnd)) {
        continue;
      }
      if (complete ? graph.linked(newEnd, path.start()) : path.hasWayOn(newEnd)) {
        path.turn(from);
        return true;
      }
      fallback = fallback < 0 ? from : fallback;
    }
    return fallback >= 0 ? turnAt(fallback) : swapEnds();
  }

  private boolean turnAt(int from) {
    path.turn(from);
    return true;
  }

  /** The other end may lead on: tried once between two extensions. */
  private boolean swapEnds() {
    if (swapped) {
      return false;
    }
    swapped = true;
    triedEnds.clear();
    path.turn(0);
    return true;
  }
}
