package org.exojvm.placement.internal;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.exojvm.placement.LayerAllocation;

/**
 * One way in which {@link LayerAllocation} shares the layers over a set of nodes. Which way it is
 * depends on the rank order only where nodes are tied: equal fractional parts when the left-over
 * layers are handed out, equal numbers of layers when one is taken for a node that has none. Lower
 * ranks come first both times, so that a way stands for the orders in which the nodes that get one
 * (or give one) come before those that are tied with them and do not.
 *
 * @param nodes the set of nodes
 * @param tied nodes tied for the last left-over layers
 * @param raised those of them that get one
 * @param donors nodes tied for giving a layer
 * @param lowered those of them that give one
 * @param layers number of layers by node number; 0 outside the set
 */
record TiedAllocation(
    int nodes, int tied, int raised, int donors, int lowered, ImmutableIntArray layers) {

  /** Returns whether an order of the set can begin so and lead to this way. */
  boolean canBegin(int[] order, int length) {
    int before = 0;
    for (int rank = 0; rank < length; rank++) {
      int node = order[rank];
      if (!Bits.contains(nodes, node)
          || mustWait(node, before, tied, raised)
          || mustWait(node, before, donors, lowered)) {
        return false;
      }
      before |= Bits.of(node);
    }
    return true;
  }

  private static boolean mustWait(int node, int before, int tied, int first) {
    return Bits.contains(tied & ~first, node) && !Bits.includes(before, first);
  }

  /**
   * Visits every way of sharing layers over a set of nodes.
   *
   * @param nodes the set, not empty, with free memory and no more nodes than layers
   * @param freeBytes free memory by node number
   * @param totalLayers number of layers of the model
   * @param visitor is shown each way and returns whether to go on
   * @return whether all were visited
   */
  static boolean every(
      int nodes, List<Long> freeBytes, int totalLayers, Predicate<TiedAllocation> visitor) {
    int[] members = Bits.toArray(nodes);
    double[] fractions =
        LayerAllocation.memoryFractions(Arrays.stream(members).mapToLong(freeBytes::get).toArray());
    int[] layers = new int[freeBytes.size()];
    double[] remainders = new double[freeBytes.size()];
    int left = totalLayers;
    for (int i = 0; i < members.length; i++) {
      double quota = fractions[i] * totalLayers;
      layers[members[i]] = (int) Math.floor(quota);
      remainders[members[i]] = quota - layers[members[i]];
      left -= layers[members[i]];
    }
    int tied = raiseAllAboveTie(members, layers, remainders, left);
    int missing = totalLayers - Arrays.stream(layers).sum();
    return Bits.everySubset(
        tied, Math.max(0, missing), raised -> everyDonor(nodes, tied, raised, layers, visitor));
  }

  /**
   * Gives one layer to each node that surely gets one; returns those tied for what is then left.
   */
  private static int raiseAllAboveTie(int[] members, int[] layers, double[] remainders, int left) {
    if (left <= 0) {
      return 0;
    }
    double[] sorted =
        Arrays.stream(members).mapToDouble(node -> remainders[node]).sorted().toArray();
    double last = sorted[Math.max(0, sorted.length - left)];
    int tied = 0;
    for (int node : members) {
      if (remainders[node] > last) {
        layers[node]++;
      } else if (remainders[node] == last) {
        tied |= Bits.of(node);
      }
    }
    return tied;
  }

  private static boolean everyDonor(
      int nodes, int tied, int raised, int[] wholeParts, Predicate<TiedAllocation> visitor) {
    int[] layers = wholeParts.clone();
    for (int node : Bits.toArray(raised)) {
      layers[node]++;
    }
    int empty = 0;
    for (int node : Bits.toArray(nodes)) {
      empty |= layers[node] == 0 ? Bits.of(node) : 0;
    }
    int missing = lowerAllAboveTie(nodes, layers, Bits.size(empty));
    int level = Arrays.stream(layers).max().orElse(0);
    int donors = missing == 0 ? 0 : atLevel(nodes, layers, level);
    for (int node : Bits.toArray(empty)) {
      layers[node] = 1;
    }
    return Bits.everySubset(
        donors,
        missing,
        lowered -> visitor.test(finished(nodes, tied, raised, donors, lowered, layers)));
  }

  /**
   * Takes layers from the largest shares while all nodes that have most give one; returns the rest.
   */
  private static int lowerAllAboveTie(int nodes, int[] layers, int wanted) {
    int missing = wanted;
    while (missing > 0) {
      int most = atLevel(nodes, layers, Arrays.stream(layers).max().orElse(0));
      if (Bits.size(most) > missing) {
        return missing;
      }
      for (int node : Bits.toArray(most)) {
        layers[node]--;
      }
      missing -= Bits.size(most);
    }
    return 0;
  }

  private static int atLevel(int nodes, int[] layers, int level) {
    int set = 0;
    for (int node : Bits.toArray(nodes)) {
      set |= layers[node] == level ? Bits.of(node) : 0;
    }
    return set;
  }

  private static TiedAllocation finished(
      int nodes, int tied, int raised, int donors, int lowered, int[] layers) {
    int[] result = layers.clone();
    for (int node : Bits.toArray(lowered)) {
      result[node]--;
    }
    return new TiedAllocation(
        nodes, tied, raised, donors, lowered, ImmutableIntArray.copyOf(result));
  }
}
