package org.exojvm.placement.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All rings of a sparse block. Nodes with two neighbours only pass a ring on, so the block is cut
 * into chains between the nodes with more, its branches; few links beyond those of a single ring
 * leave few chains, and few ways to join them.
 */
final class SparseRings {

  /** Most rings kept. Beyond it the block does not count as sparse. */
  static final int MAX_RINGS = 10_000;

  private final int[] members;
  private final int[][] neighbours;
  private final Map<Integer, List<int[]>> chainsFrom = new HashMap<>();
  private final boolean[] onPath;
  private final List<int[]> path = new ArrayList<>();
  private final List<int[]> rings = new ArrayList<>();
  private final SearchBudget budget;

  private SparseRings(int[] members, int[][] neighbours, SearchBudget budget) {
    this.members = members;
    this.neighbours = neighbours;
    this.onPath = new boolean[members.length];
    this.budget = budget;
  }

  /** Returns how many links a block has beyond those of a tree; at least 1. */
  static long extraLinks(Block block) {
    long ends = 0;
    for (int[] list : Subgraph.neighbours(block.graph(), block.members())) {
      ends += list.length;
    }
    return ends / 2 - block.size() + 1;
  }

  /**
   * Returns every ring once, as numbers of the cluster; empty when the budget or the number of
   * rings did not allow for all. There is always one: a block is more than a tree.
   */
  static List<int[]> all(Block block, SearchBudget budget) {
    int[] members = block.members();
    int[][] neighbours = Subgraph.neighbours(block.graph(), members);
    SparseRings search = new SparseRings(members, neighbours, budget);
    return search.run() ? search.rings : List.of();
  }

  private boolean run() {
    List<Integer> branches = new ArrayList<>();
    for (int node = 0; node < members.length; node++) {
      if (neighbours[node].length > 2) {
        branches.add(node);
      }
    }
    if (branches.isEmpty()) {
      int[] chain = chain(0, neighbours[0][0]);
      keep(List.of(chain));
      return budget.spend(members.length);
    }
    for (int branch : branches) {
      List<int[]> chains = new ArrayList<>();
      for (int next : neighbours[branch]) {
        chains.add(chain(branch, next));
      }
      chainsFrom.put(branch, chains);
    }
    for (int root : branches) {
      onPath[root] = true;
      // Ends with the root marked, so that later rings leave it out.
      if (!extend(root, root)) {
        return false;
      }
    }
    return true;
  }

  /** Walks from a branch to the next one, both included; round a ring without branches. */
  private int[] chain(int branch, int first) {
    List<Integer> chain = new ArrayList<>(List.of(branch));
    int previous = branch;
    int node = first;
    while (node != branch && neighbours[node].length == 2) {
      chain.add(node);
      int next = neighbours[node][0] == previous ? neighbours[node][1] : neighbours[node][0];
      previous = node;
      node = next;
    }
    chain.add(node);
    return chain.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Extends the path of chains; as deep as there are branches, at most twice the extra links. */
  private boolean extend(int root, int end) {
    for (int[] chain : chainsFrom.getOrDefault(end, List.of())) {
      if (!budget.spend(1) || rings.size() > MAX_RINGS) {
        return false;
      }
      int next = chain[chain.length - 1];
      path.add(chain);
      if (next == root && isNewRing()) {
        keep(path);
      } else if (!onPath[next]) {
        onPath[next] = true;
        boolean whole = extend(root, next);
        onPath[next] = false;
        if (!whole) {
          return false;
        }
      }
      path.removeLast();
    }
    return true;
  }

  /** Of the two directions of a ring the one that leaves the root by the smaller node counts. */
  private boolean isNewRing() {
    if (path.size() < 2) {
      return false;
    }
    int[] last = path.getLast();
    return path.getFirst()[1] < last[last.length - 2];
  }

  private void keep(List<int[]> chains) {
    List<Integer> ring = new ArrayList<>();
    for (int[] chain : chains) {
      for (int i = 0; i < chain.length - 1; i++) {
        ring.add(members[chain[i]]);
      }
    }
    rings.add(ring.stream().mapToInt(Integer::intValue).toArray());
  }
}
