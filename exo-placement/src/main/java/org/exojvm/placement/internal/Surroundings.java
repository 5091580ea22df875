package org.exojvm.placement.internal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;

/** The part of a large block around its most promising nodes. */
final class Surroundings {

  private Surroundings() {}

  /**
   * Returns the nodes nearest to the best one by worth, in ascending order.
   *
   * @param most how many at most
   */
  static int[] of(Block block, int most) {
    int[] members = block.members();
    if (members.length <= most) {
      return members;
    }
    int[] near = new int[most];
    BitSet taken = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    int count = 0;
    open.add(block.byWorth()[0]);
    taken.set(block.byWorth()[0]);
    while (count < most && !open.isEmpty()) {
      int node = open.remove();
      near[count++] = node;
      for (int neighbour : block.graph().wired(node)) {
        if (Arrays.binarySearch(members, neighbour) >= 0 && !taken.get(neighbour)) {
          taken.set(neighbour);
          open.add(neighbour);
        }
      }
    }
    Arrays.sort(near);
    return near;
  }
}
