package org.exojvm.placement.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.placement.NodeShare;
import org.exojvm.placement.ShardAssembly;

/** Finds the share rule of a set of nodes. */
final class ShareRules {

  private final NodeGraph graph;
  private final SearchBudget budget;
  private boolean complete = true;

  /**
   * @param budget one unit for every way of sharing the layers that is looked at
   */
  ShareRules(NodeGraph graph, SearchBudget budget) {
    this.graph = graph;
    this.budget = budget;
  }

  /** Returns whether the rules so far are exact; an incomplete one admits too little. */
  boolean areComplete() {
    return complete;
  }

  ShareRule of(int set) {
    if (graph.request().sharding() == Sharding.TENSOR) {
      return tensor(set, NodeShare.ofSlice(graph.request(), Bits.size(set)));
    }
    if (ShareCheck.fitsInAnyOrder(graph.request(), freeOf(set))) {
      return ShareRule.ANY_ORDER;
    }
    return ShardAssembly.splitsGuidance(graph.request(), Bits.size(set))
        ? guidance(set)
        : pipeline(set);
  }

  private ShareRule tensor(int set, Memory slice) {
    for (int node : Bits.toArray(set)) {
      if (graph.freeBytes().get(node) < slice.inBytes()) {
        return ShareRule.NO_ORDER;
      }
    }
    return ShareRule.ANY_ORDER;
  }

  private ShareRule pipeline(int set) {
    List<TiedAllocation> fitting = new ArrayList<>();
    boolean all = everyAllocation(set, fitting);
    if (fitting.isEmpty()) {
      return ShareRule.NO_ORDER;
    }
    return all
        ? ShareRule.ANY_ORDER
        : (order, length) -> fitting.stream().anyMatch(way -> way.canBegin(order, length));
  }

  /** Collects the ways in which every node holds its share; returns whether there are no others. */
  private boolean everyAllocation(int set, List<TiedAllocation> fitting) {
    int layers = graph.request().modelCard().nLayers();
    if (graph.freeBytesOf(set) == 0 || Bits.size(set) > layers) {
      return false;
    }
    boolean[] all = {true};
    complete &=
        TiedAllocation.every(
            set,
            graph.freeBytes(),
            layers,
            way -> {
              boolean fits = fits(way);
              all[0] &= fits;
              if (fits) {
                fitting.add(way);
              }
              return budget.spend(1);
            });
    return all[0];
  }

  private boolean fits(TiedAllocation way) {
    for (int node : Bits.toArray(way.nodes())) {
      if (shareBytes(way, node) > graph.freeBytes().get(node)) {
        return false;
      }
    }
    return true;
  }

  private long shareBytes(TiedAllocation way, int node) {
    return NodeShare.ofLayers(graph.request(), way.layers().get(node)).inBytes();
  }

  private ShareRule guidance(int set) {
    List<TiedAllocation> fitting = new ArrayList<>();
    complete &=
        Bits.everySubset(
            set,
            Bits.size(set) / 2,
            firstGroup -> {
              if (holdsModel(firstGroup) && holdsModel(set & ~firstGroup)) {
                everyAllocation(firstGroup, fitting);
              }
              return complete && budget.spend(1);
            });
    fitting.removeIf(way -> !mirrorFits(shares(way), freeOf(set & ~way.nodes())));
    return fitting.isEmpty()
        ? ShareRule.NO_ORDER
        : (order, length) ->
            fitting.stream().anyMatch(way -> admitsGuidance(set, way, order, length));
  }

  /** A group holds the whole model; rounding down saves less than one byte a node. */
  private boolean holdsModel(int group) {
    long storage = graph.request().demand().inBytes();
    return graph.freeBytesOf(group) >= storage - Bits.size(group);
  }

  /**
   * The first half of the ranks decides the shares; rank {@code n-1-r} of the second half holds
   * what rank {@code r} holds.
   */
  private boolean admitsGuidance(int set, TiedAllocation way, int[] order, int length) {
    int stages = order.length / 2;
    if (!way.canBegin(order, Math.min(length, stages))) {
      return false;
    }
    if (length < stages) {
      return true;
    }
    int rest = set & ~way.nodes();
    for (int rank = stages; rank < length; rank++) {
      if (mirroredShare(way, order, rank) > graph.freeBytes().get(order[rank])) {
        return false;
      }
      rest &= ~Bits.of(order[rank]);
    }
    long[] missing = new long[order.length - length];
    for (int i = 0; i < missing.length; i++) {
      missing[i] = mirroredShare(way, order, length + i);
    }
    return mirrorFits(missing, freeOf(rest));
  }

  private long mirroredShare(TiedAllocation way, int[] order, int rank) {
    return shareBytes(way, order[order.length - 1 - rank]);
  }

  private long[] shares(TiedAllocation way) {
    int[] nodes = Bits.toArray(way.nodes());
    long[] shares = new long[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      shares[i] = shareBytes(way, nodes[i]);
    }
    return shares;
  }

  private long[] freeOf(int set) {
    int[] nodes = Bits.toArray(set);
    long[] free = new long[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      free[i] = graph.freeBytes().get(nodes[i]);
    }
    return free;
  }

  /** Returns whether the shares can be dealt out to nodes one to one: sorted, each fits. */
  private static boolean mirrorFits(long[] shares, long[] free) {
    Arrays.sort(shares);
    Arrays.sort(free);
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > free[i]) {
        return false;
      }
    }
    return true;
  }
}
