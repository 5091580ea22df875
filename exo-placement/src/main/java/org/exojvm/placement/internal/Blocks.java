package org.exojvm.placement.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts the wired graph into its blocks: largest parts that no single node cuts in two (Hopcroft and
 * Tarjan 1973). A ring of three or more nodes, and so a mesh, never leaves one. Without recursion:
 * its depth would grow with the cluster.
 */
final class Blocks {

  private static final int SMALLEST = 3;

  private final ClusterGraph graph;
  private final long leastFree;
  private final int[] depth;
  private final int[] low;
  private final int[] next;
  private final int[] path;
  private final int[] open;
  private final List<int[]> blocks = new ArrayList<>();
  private int pathLength;
  private int openCount;

  private Blocks(ClusterGraph graph, long leastFree) {
    this.graph = graph;
    this.leastFree = leastFree;
    this.depth = new int[graph.size()];
    this.low = new int[graph.size()];
    this.next = new int[graph.size()];
    this.path = new int[graph.size()];
    this.open = new int[graph.size()];
  }

  /**
   * Returns the blocks of three or more nodes, each with its nodes in ascending order.
   *
   * @param leastFree nodes with less free memory, in bytes, take no part
   */
  static List<int[]> of(ClusterGraph graph, long leastFree) {
    Blocks blocks = new Blocks(graph, leastFree);
    for (int node = 0; node < graph.size(); node++) {
      if (blocks.depth[node] == 0 && graph.free(node) >= leastFree) {
        blocks.walkFrom(node);
      }
    }
    return blocks.blocks;
  }

  private void walkFrom(int root) {
    enter(root);
    while (pathLength > 0) {
      int node = path[pathLength - 1];
      int[] wired = graph.wired(node);
      if (next[node] == wired.length) {
        leave(node);
        continue;
      }
      int neighbour = wired[next[node]++];
      if (graph.free(neighbour) < leastFree) {
        continue;
      }
      if (depth[neighbour] == 0) {
        enter(neighbour);
      } else {
        low[node] = Math.min(low[node], depth[neighbour]);
      }
    }
    openCount = 0;
  }

  private void enter(int node) {
    path[pathLength++] = node;
    open[openCount++] = node;
    depth[node] = pathLength;
    low[node] = pathLength;
  }

  /** Takes a node off the path; what hangs below its parent alone is a block with it. */
  private void leave(int node) {
    pathLength--;
    if (pathLength == 0) {
      return;
    }
    int parent = path[pathLength - 1];
    low[parent] = Math.min(low[parent], low[node]);
    if (low[node] >= depth[parent]) {
      int start = openCount;
      do {
        start--;
      } while (open[start] != node);
      addBlock(parent, start);
      openCount = start;
    }
  }

  private void addBlock(int parent, int start) {
    int size = openCount - start + 1;
    if (size >= SMALLEST) {
      int[] block = Arrays.copyOfRange(open, start - 1, openCount);
      block[0] = parent;
      Arrays.sort(block);
      blocks.add(block);
    }
  }
}
