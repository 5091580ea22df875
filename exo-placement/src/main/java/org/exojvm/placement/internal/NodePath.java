package org.exojvm.placement.internal;

import java.util.Arrays;

/** A path that grows at its end and can be turned round (Pósa 1976). */
final class NodePath {

  private static final int OFF = -1;

  private final Subgraph graph;
  private final int[] nodes;
  private final int[] positions;
  private int length;

  NodePath(Subgraph graph, int start) {
    this.graph = graph;
    this.nodes = new int[graph.size()];
    this.positions = new int[graph.size()];
    Arrays.fill(positions, OFF);
    append(start);
  }

  int length() {
    return length;
  }

  int start() {
    return nodes[0];
  }

  int end() {
    return nodes[length - 1];
  }

  int at(int position) {
    return nodes[position];
  }

  boolean contains(int node) {
    return positions[node] != OFF;
  }

  /** Returns where a node lies on the path, -1 when it does not. */
  int positionOf(int node) {
    return positions[node];
  }

  void append(int node) {
    nodes[length] = node;
    positions[node] = length;
    length++;
  }

  /** Turns the path round from a position on, so that it ends with the node that was there. */
  void turn(int from) {
    for (int low = from, high = length - 1; low < high; low++, high--) {
      int node = nodes[low];
      put(low, nodes[high]);
      put(high, node);
    }
  }

  private void put(int position, int node) {
    nodes[position] = node;
    positions[node] = position;
  }

  /** Returns how many neighbours of a node are not on the path. */
  int waysOn(int node) {
    int ways = 0;
    for (int neighbour : graph.neighbours(node)) {
      ways += contains(neighbour) ? 0 : 1;
    }
    return ways;
  }

  boolean hasWayOn(int node) {
    for (int neighbour : graph.neighbours(node)) {
      if (!contains(neighbour)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the last nodes of the path. */
  int[] tail(int from) {
    return Arrays.copyOfRange(nodes, from, length);
  }
}
