package org.exojvm.placement.internal;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sets of a size in falling order of memory, links left aside: from each set those follow in which
 * one node gives way to the next by worth (Lawler 1972).
 */
final class RichestSets {

  private final Block block;
  private final int[] byWorth;
  private final int fixed;
  private final PriorityQueue<Choice> open;
  private final Set<List<Integer>> seen = new HashSet<>();

  RichestSets(Block block, int size) {
    this.block = block;
    this.byWorth = block.byWorth();
    this.fixed = block.graph().request().requiredNodes().size();
    this.open =
        new PriorityQueue<>(
            (a, b) -> CandidateOrder.LARGEST_FIRST.compareOfOneSize(a.set(), b.set()));
    add(IntStream.range(0, size).toArray());
  }

  /** A set with the places of its nodes by worth. */
  private record Choice(NodeSet set, List<Integer> places) {}

  boolean hasNext() {
    return !open.isEmpty();
  }

  NodeSet next() {
    Choice best = open.remove();
    int[] places = best.places().stream().mapToInt(Integer::intValue).toArray();
    for (int i = fixed; i < places.length; i++) {
      int limit = i + 1 < places.length ? places[i + 1] : byWorth.length;
      if (places[i] + 1 < limit) {
        int[] later = places.clone();
        later[i]++;
        add(later);
      }
    }
    return best.set();
  }

  private void add(int[] places) {
    List<Integer> key = Arrays.stream(places).boxed().toList();
    if (seen.add(key)) {
      int[] members = Arrays.stream(places).map(place -> byWorth[place]).toArray();
      open.add(new Choice(NodeSet.of(block.graph(), members), key));
    }
  }
}
