package org.exojvm.placement.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.placement.PlacementRequest;

/**
 * The cycles along links of any kind that a request allows by their nodes: neither too small nor
 * too large, with every required node. They say what kind of reason there is when none of them can
 * be used. Parts of up to {@link NodeGraph#MAX_NODES} nodes are looked at in full.
 *
 * @param cycles the cycles
 * @param complete whether there are no others
 */
record LinkedCycles(List<LinkedCycle> cycles, boolean complete) {

  static LinkedCycles of(ClusterGraph graph, SearchBudget budget) {
    PlacementRequest request = graph.request();
    List<LinkedCycle> cycles = new ArrayList<>();
    boolean complete = true;
    for (List<NodeId> component : Components.of(request.topology(), graph.allNodes())) {
      int[] members = component.stream().mapToInt(graph::number).toArray();
      if (members.length < Sizes.minNodes(request) || !graph.includesRequired(members)) {
        continue;
      }
      boolean few =
          members.length <= NodeGraph.MAX_NODES
              && budget.left() / 2 >= 2 * ReturnPaths.cost(members.length);
      if (few) {
        budget.spend(2 * ReturnPaths.cost(members.length));
        addAll(graph, members, cycles);
      } else {
        complete = false;
        new LinkedWalk(graph, members).addCycles(cycles, budget);
      }
    }
    return new LinkedCycles(cycles, complete);
  }

  /** Returns whether a cycle has as many nodes, and those, that the request asks for. */
  static boolean isAllowed(ClusterGraph graph, int... members) {
    PlacementRequest request = graph.request();
    return members.length >= Sizes.minNodes(request)
        && members.length <= Sizes.maxNodes(request)
        && graph.includesRequired(members);
  }

  private static void addAll(ClusterGraph graph, int[] members, List<LinkedCycle> cycles) {
    NodeGraph few = NodeGraph.of(graph, members);
    List<Integer> successors = few.successors();
    ReturnPaths linked = new ReturnPaths(successors);
    ReturnPaths wired = new ReturnPaths(few.wiring());
    for (int set = 1; set <= few.all(); set++) {
      int bits = set;
      int[] chosen = numbers(members, Bits.toArray(bits));
      if (isAllowed(graph, chosen) && linked.isCycle(bits)) {
        cycles.add(
            new LinkedCycle(
                NodeSet.of(graph, chosen),
                () ->
                    numbers(
                        members,
                        firstOrder(few.wiring(), wired, bits)
                            .or(() -> firstOrder(successors, linked, bits))
                            .orElseThrow())));
      }
    }
  }

  private static int[] numbers(int[] members, int[] order) {
    int[] numbers = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      numbers[i] = members[order[i]];
    }
    return numbers;
  }

  private static Optional<int[]> firstOrder(List<Integer> successors, ReturnPaths along, int set) {
    // Without a share rule no step is taken back, so this takes one step per node.
    SearchBudget steps = new SearchBudget(Long.MAX_VALUE);
    return new OrderSearch(successors, along, ShareRule.ANY_ORDER, steps).first(set, set);
  }
}
