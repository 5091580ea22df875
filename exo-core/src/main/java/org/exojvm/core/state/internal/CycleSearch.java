package org.exojvm.core.state.internal;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.NodeCycle;

/**
 * Finds every simple directed cycle of two nodes and more, within bounds (D2). Each cycle is
 * reported once, from its smallest node on; because nodes and successors are visited in ascending
 * order, the list comes out sorted (D5).
 */
final class CycleSearch {

  /** Cycles after which the search stops; nobody reads more than a few in a warning. */
  static final int MAX_CYCLES = 1_000;

  /** Nodes put on a path after which the search stops. */
  static final int MAX_EXPANSIONS = 10_000;

  /** Links followed backwards, to leave out paths that never return, after which it stops. */
  static final int MAX_LINKS_TRACED = 1_000_000;

  private final ImmutableList<NodeId> nodes;
  private final int[][] successors;
  private final List<List<Integer>> predecessors = new ArrayList<>();
  private final List<NodeCycle> cycles = new ArrayList<>();
  private boolean truncated;
  private int expansions;
  private int linksTraced;

  /**
   * Searches at once.
   *
   * @param nodes the nodes, ascending
   * @param successors by position in {@code nodes} the positions of the successors, ascending
   */
  CycleSearch(ImmutableList<NodeId> nodes, int[][] successors) {
    this.nodes = nodes;
    this.successors = successors;
    fillPredecessors();
    for (int start = 0; start < nodes.size() && !truncated; start++) {
      BitSet returning = returningTo(start);
      if (returning.cardinality() > 1) {
        searchFrom(start, returning);
      }
    }
  }

  /** Returns the cycles found, sorted. */
  ImmutableList<NodeCycle> cycles() {
    return ImmutableList.copyOf(cycles);
  }

  /** Returns whether a bound was met, so that there may be more cycles. */
  boolean truncated() {
    return truncated;
  }

  private void fillPredecessors() {
    nodes.forEach(_ -> predecessors.add(new ArrayList<>()));
    for (int source = 0; source < successors.length; source++) {
      for (int sink : successors[source]) {
        predecessors.get(sink).add(source);
      }
    }
  }

  /** Returns the start and the larger nodes from which it can be reached by larger nodes only. */
  private BitSet returningTo(int start) {
    BitSet returning = new BitSet();
    returning.set(start);
    List<Integer> queue = new ArrayList<>(List.of(start));
    for (int next = 0; next < queue.size() && !truncated; next++) {
      for (int source : predecessors.get(queue.get(next))) {
        truncated |= ++linksTraced > MAX_LINKS_TRACED;
        if (source > start && !returning.get(source)) {
          returning.set(source);
          queue.add(source);
        }
      }
    }
    return returning;
  }

  /** Walks all simple paths depth first, with a stack of its own: a path may be long. */
  private void searchFrom(int start, BitSet returning) {
    List<Integer> path = new ArrayList<>(List.of(start));
    List<Integer> nextSuccessor = new ArrayList<>(List.of(0));
    while (!path.isEmpty() && !truncated) {
      int last = path.size() - 1;
      int node = path.get(last);
      int turn = nextSuccessor.get(last);
      if (turn == successors[node].length) {
        path.removeLast();
        nextSuccessor.removeLast();
        returning.set(node);
        continue;
      }
      nextSuccessor.set(last, turn + 1);
      int successor = successors[node][turn];
      if (successor == start && last > 0) {
        report(path);
      } else if (successor > start && returning.get(successor)) {
        truncated |= ++expansions > MAX_EXPANSIONS;
        returning.clear(successor); // on the path now
        path.add(successor);
        nextSuccessor.add(0);
      }
    }
  }

  private void report(List<Integer> path) {
    if (cycles.size() == MAX_CYCLES) {
      truncated = true;
      return;
    }
    ImmutableList.Builder<NodeId> cycle = ImmutableList.builder();
    path.forEach(position -> cycle.add(nodes.get(position)));
    cycles.add(new NodeCycle(cycle.build()));
  }
}
