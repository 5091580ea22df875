package org.exojvm.placement.internal;

import java.util.Arrays;

/** A ring that nodes can be put into and taken out of. */
final class LinkedRing {

  private static final int OFF = -1;

  private final int[] next;
  private final int[] previous;
  private int anyNode;
  private int size;

  /**
   * @param graphSize number of nodes that there are
   * @param ring the nodes in the order of the ring
   */
  LinkedRing(int graphSize, int... ring) {
    this.next = new int[graphSize];
    this.previous = new int[graphSize];
    Arrays.fill(next, OFF);
    this.anyNode = ring[0];
    this.size = ring.length;
    for (int i = 0; i < ring.length; i++) {
      link(ring[i], ring[(i + 1) % ring.length]);
    }
  }

  private void link(int node, int following) {
    next[node] = following;
    previous[following] = node;
  }

  int size() {
    return size;
  }

  boolean contains(int node) {
    return next[node] != OFF;
  }

  int next(int node) {
    return next[node];
  }

  int previous(int node) {
    return previous[node];
  }

  void insertAfter(int node, int added) {
    link(added, next[node]);
    link(node, added);
    size++;
  }

  void remove(int node) {
    anyNode = next[node];
    link(previous[node], next[node]);
    next[node] = OFF;
    size--;
  }

  void replace(int node, int other) {
    insertAfter(node, other);
    remove(node);
  }

  int[] toArray() {
    int[] ring = new int[size];
    int node = anyNode;
    for (int i = 0; i < size; i++, node = next[node]) {
      ring[i] = node;
    }
    return ring;
  }
}
