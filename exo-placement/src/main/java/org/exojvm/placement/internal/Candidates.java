package org.exojvm.placement.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.placement.PlacementRequest;

/**
 * All cycles that a request allows by their nodes: neither too small nor too large, with every
 * required node, without forbidden ones and without nodes that have not reported memory.
 *
 * @param cycles the candidates
 * @param complete whether there are no others
 */
record Candidates(List<Candidate> cycles, boolean complete) {

  static Candidates of(PlacementRequest request, SearchBudget budget) {
    List<Candidate> cycles = new ArrayList<>();
    boolean complete = true;
    for (List<NodeId> component : Components.of(request.topology(), usable(request))) {
      if (component.size() < minNodes(request) || !component.containsAll(request.requiredNodes())) {
        continue;
      }
      if (component.size() <= exactNodes(budget.left())
          && budget.spend(GraphPaths.cost(component.size()))) {
        addCycles(GraphPaths.of(NodeGraph.of(request, component)), cycles);
      } else {
        complete = false;
        ConstructiveSearch.addCycles(request, component, budget, cycles);
      }
    }
    return new Candidates(cycles, complete);
  }

  /** Returns the least number of nodes; RDMA never raises it (D10). */
  static int minNodes(PlacementRequest request) {
    return Math.max(1, request.minNodes());
  }

  static int maxNodes(PlacementRequest request) {
    Integer maxNodes = request.maxNodes();
    return maxNodes == null ? Integer.MAX_VALUE : maxNodes;
  }

  /** Returns how many nodes can be searched exactly for half of a budget. */
  static int exactNodes(long budget) {
    int nodes = 1;
    while (nodes < NodeGraph.MAX_NODES && GraphPaths.cost(nodes + 1) <= budget / 2) {
      nodes++;
    }
    return nodes;
  }

  /** Adds the cycles of a part that the request allows. */
  static void addCycles(GraphPaths paths, List<Candidate> cycles) {
    NodeGraph graph = paths.graph();
    PlacementRequest request = graph.request();
    int required = graph.setOf(request.requiredNodes());
    for (int set = 1; set <= graph.all(); set++) {
      int size = Bits.size(set);
      if (size >= minNodes(request)
          && size <= maxNodes(request)
          && Bits.includes(set, required)
          && paths.linked().isCycle(set)) {
        cycles.add(SetCandidate.of(paths, set));
      }
    }
  }

  private static Set<NodeId> usable(PlacementRequest request) {
    Set<NodeId> usable = new HashSet<>();
    for (NodeId node : request.topology().nodes()) {
      if (request.freeMemory().containsKey(node) && !request.forbiddenNodes().contains(node)) {
        usable.add(node);
      }
    }
    return usable;
  }
}
