package org.exojvm.placement.internal;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.exojvm.api.id.NodeId;

/**
 * Cycles along links of any kind in a part of the cluster that is too large to look at all of them:
 * every single node, and what closes on a few long walks.
 */
final class LinkedWalk {

  /** Walks that are made. More find more cycles to speak of in a refusal. */
  static final int MAX_WALKS = 8;

  private static final int OFF = -1;

  private final ClusterGraph graph;
  private final int[] members;
  private final int[][] links;
  private final Set<NodeSet.Key> seen = new HashSet<>();

  LinkedWalk(ClusterGraph graph, int... members) {
    this.graph = graph;
    this.members = members;
    this.links = new int[members.length][];
    for (int source = 0; source < members.length; source++) {
      int[] row = new int[graph.size()];
      int count = 0;
      for (NodeId sink : graph.request().topology().neighbours(graph.node(members[source]))) {
        int place = Arrays.binarySearch(members, graph.number(sink));
        if (place >= 0 && place != source) {
          row[count++] = place;
        }
      }
      links[source] = Arrays.copyOf(row, count);
      Arrays.sort(links[source]);
    }
  }

  void addCycles(List<LinkedCycle> cycles, SearchBudget budget) {
    for (int member : members) {
      add(new int[] {member}, cycles);
    }
    int[] byWorth = new Block(graph, members).byWorth();
    for (int walk = 0; walk < Math.min(MAX_WALKS, byWorth.length); walk++) {
      int start = Arrays.binarySearch(members, byWorth[walk]);
      walk(start, walk % 2 == 0, cycles, budget);
    }
  }

  private void walk(
      int start, boolean narrowestFirst, List<LinkedCycle> cycles, SearchBudget budget) {
    int[] positions = new int[members.length];
    Arrays.fill(positions, OFF);
    int[] path = new int[members.length];
    int length = 0;
    int next = start;
    while (next >= 0 && budget.spend(links[next].length)) {
      path[length] = next;
      positions[next] = length;
      length++;
      addClosed(path, length, positions, cycles);
      next = next(next, positions, narrowestFirst);
    }
  }

  private int next(int end, int[] positions, boolean narrowestFirst) {
    int best = -1;
    long bestValue = Long.MIN_VALUE;
    for (int sink : links[end]) {
      if (positions[sink] == OFF) {
        long value = narrowestFirst ? -links[sink].length : graph.free(members[sink]);
        if (value > bestValue) {
          bestValue = value;
          best = sink;
        }
      }
    }
    return best;
  }

  /** Adds the longest cycle that closes at the end of the path, and the shortest. */
  private void addClosed(int[] path, int length, int[] positions, List<LinkedCycle> cycles) {
    int earliest = length;
    int latest = OFF;
    int max = Sizes.maxNodes(graph.request());
    for (int sink : links[path[length - 1]]) {
      int from = positions[sink];
      if (from != OFF && length - from <= max) {
        earliest = Math.min(earliest, from);
        latest = Math.max(latest, from);
      }
    }
    if (latest != OFF) {
      add(numbers(path, earliest, length), cycles);
      add(numbers(path, latest, length), cycles);
    }
  }

  private int[] numbers(int[] path, int from, int to) {
    return Arrays.stream(path, from, to).map(place -> members[place]).toArray();
  }

  private void add(int[] cycle, List<LinkedCycle> cycles) {
    NodeSet set = NodeSet.of(graph, cycle);
    if (LinkedCycles.isAllowed(graph, cycle) && seen.add(set.key())) {
      cycles.add(new LinkedCycle(set, () -> cycle));
    }
  }
}
