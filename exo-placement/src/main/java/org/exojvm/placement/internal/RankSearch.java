package org.exojvm.placement.internal;

import java.util.Arrays;
import java.util.Optional;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.placement.Assembly;
import org.exojvm.placement.InstanceAssembly;

/**
 * Looks for a rank order in which given nodes can host the model, and builds the instance. All
 * orders of up to {@link NodeGraph#MAX_NODES} nodes are looked at, the first one by ids wins; of
 * more nodes only the rotations and directions of one ring.
 */
final class RankSearch {

  private final ClusterGraph graph;
  private long considered;

  RankSearch(ClusterGraph graph) {
    this.graph = graph;
  }

  /** Returns how many sets of nodes have been tried. */
  long considered() {
    return considered;
  }

  /** Tries all orders of a set of at most {@link NodeGraph#MAX_NODES} nodes. */
  Attempt ofSet(NodeSet set, SearchBudget budget) {
    if (!budget.spend(ReturnPaths.cost(set.size()))) {
      return new Attempt.Fails(false);
    }
    NodeGraph few = NodeGraph.of(graph, set.members());
    return ofSet(set, few, new ReturnPaths(few.wiring()), few.all(), budget);
  }

  /**
   * Tries all orders of a set.
   *
   * @param few a part that the set belongs to
   * @param paths paths along the wires of that part
   * @param bits the set as bits
   */
  Attempt ofSet(NodeSet set, NodeGraph few, ReturnPaths paths, int bits, SearchBudget budget) {
    considered++;
    if (!paths.isCycle(bits)) {
      return new Attempt.Fails(true);
    }
    ShareRules rules = new ShareRules(few, budget);
    OrderSearch search = new OrderSearch(few.wiring(), paths, rules.of(bits), budget);
    boolean mesh = graph.isMesh() && set.size() > 1;
    // Ranks of a mesh exchange addresses over rank 0, so all the others must reach it.
    Optional<int[]> order = search.first(bits, mesh ? few.reachedByAll(bits) : bits);
    return order
        .map(found -> assembled(set, new NodeCycle(few.nodesOf(found))))
        .orElseGet(() -> new Attempt.Fails(rules.areComplete() && search.isComplete()));
  }

  /**
   * Tries a ring in every rotation and direction, the first ones by ids first. A proved failure
   * speaks of this ring alone, not of others through the same nodes.
   */
  Attempt ofRing(int[] ring, SearchBudget budget) {
    considered++;
    PlacementRequest request = graph.request();
    NodeSet set = NodeSet.of(graph, ring);
    int[] order = ring.clone();
    if (ShareCheck.fitsInAnyOrder(request, freeOf(set.members()))) {
      turnTo(order, set.members()[0], true);
      return assembled(set, new NodeCycle(graph.nodes(order)));
    }
    for (int start : set.members()) {
      for (boolean smallerFirst : new boolean[] {true, false}) {
        if (!budget.spend(ring.length)) {
          return new Attempt.Fails(false);
        }
        turnTo(order, start, smallerFirst);
        if (ShareCheck.fits(request, freeOf(order))) {
          return assembled(set, new NodeCycle(graph.nodes(order)));
        }
      }
    }
    return new Attempt.Fails(true);
  }

  private Attempt assembled(NodeSet set, NodeCycle ranks) {
    return InstanceAssembly.of(graph.request(), ranks)
            instanceof Assembly.Built<Instance>(var instance)
        ? new Attempt.Fits(set, ranks, instance)
        : new Attempt.Fails(false);
  }

  private long[] freeOf(int[] order) {
    return Arrays.stream(order).mapToLong(graph::free).toArray();
  }

  /** Rotates a ring to a start, and on towards the smaller of its neighbours or the larger. */
  private static void turnTo(int[] ring, int start, boolean smallerFirst) {
    int size = ring.length;
    int at = 0;
    while (ring[at] != start) {
      at++;
    }
    int after = ring[(at + 1) % size];
    int before = ring[(at + size - 1) % size];
    int step = after <= before == smallerFirst ? 1 : size - 1;
    int[] turned = new int[size];
    for (int i = 0; i < size; i++, at = (at + step) % size) {
      turned[i] = ring[at];
    }
    System.arraycopy(turned, 0, ring, 0, size);
  }
}
