package org.exojvm.placement.internal;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A part of the wired graph with its nodes numbered anew, in the same order. Pairs are looked up in
 * rows of bits, so it is meant for at most {@link #MAX_NODES} nodes.
 */
final class Subgraph {

  /** Largest part. More nodes make for longer rings to choose from, at the square of the cost. */
  static final int MAX_NODES = 2048;

  private final int[] members;
  private final int[][] neighbours;
  private final long[][] rows;

  private Subgraph(int[] members, int[][] neighbours) {
    this.members = members;
    this.neighbours = neighbours;
    this.rows = new long[members.length][(members.length + Long.SIZE - 1) / Long.SIZE];
    for (int node = 0; node < members.length; node++) {
      for (int neighbour : neighbours[node]) {
        rows[node][neighbour / Long.SIZE] |= 1L << neighbour;
      }
    }
  }

  /** Returns the part with these nodes, given in ascending order. */
  static Subgraph of(ClusterGraph graph, int... members) {
    return new Subgraph(members, neighbours(graph, members));
  }

  /** Returns the neighbours within a part, all numbered by their place in it. */
  static int[][] neighbours(ClusterGraph graph, int... members) {
    int[] numbers = new int[graph.size()];
    Arrays.fill(numbers, -1);
    for (int i = 0; i < members.length; i++) {
      numbers[members[i]] = i;
    }
    int[][] neighbours = new int[members.length][];
    int[] row = new int[members.length];
    for (int i = 0; i < members.length; i++) {
      int count = 0;
      for (int neighbour : graph.wired(members[i])) {
        if (numbers[neighbour] >= 0) {
          row[count++] = numbers[neighbour];
        }
      }
      neighbours[i] = Arrays.copyOf(row, count);
    }
    return neighbours;
  }

  int size() {
    return members.length;
  }

  int[] neighbours(int node) {
    return neighbours[node];
  }

  boolean linked(int a, int b) {
    return (rows[a][b / Long.SIZE] >>> b & 1) != 0;
  }

  int leastDegree() {
    int least = Integer.MAX_VALUE;
    for (int[] list : neighbours) {
      least = Math.min(least, list.length);
    }
    return least;
  }

  /** Returns the numbers here of nodes of the cluster; those of other parts are left out. */
  int[] numbersOf(int... inCluster) {
    return IntStream.of(inCluster)
        .map(node -> Arrays.binarySearch(members, node))
        .filter(number -> number >= 0)
        .toArray();
  }

  /** Returns the number that a node of this part has in the cluster. */
  int inCluster(int node) {
    return members[node];
  }

  /** Returns the numbers that nodes of this part have in the cluster. */
  int[] inCluster(int... order) {
    int[] numbers = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      numbers[i] = members[order[i]];
    }
    return numbers;
  }
}
