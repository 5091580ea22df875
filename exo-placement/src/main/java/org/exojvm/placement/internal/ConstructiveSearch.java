package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Topology;

/**
 * Candidates of a part of the cluster that is too large to look at every set of its nodes: one long
 * ring, and every cycle inside windows of well-connected nodes. Nothing is proved; another search
 * can take its place behind the same two lists.
 */
final class ConstructiveSearch {

  /** Largest window. More nodes see more combinations, each doubles the work. */
  static final int MAX_WINDOW_NODES = 12;

  /** Most windows of one part. Fewer may miss a dense corner of a sparse cluster. */
  static final int MAX_WINDOWS = 16;

  private final PlacementRequest request;
  private final ImmutableList<NodeId> byPromise;

  private ConstructiveSearch(PlacementRequest request, List<NodeId> component) {
    this.request = request;
    this.byPromise = ImmutableList.sortedCopyOf(promise(request), component);
  }

  /** Adds what is found within the budget. */
  static void addCycles(
      PlacementRequest request,
      List<NodeId> component,
      SearchBudget budget,
      List<Candidate> cycles) {
    ConstructiveSearch search = new ConstructiveSearch(request, component);
    search.addWindows(budget, cycles);
    if (request.instanceMeta() == InstanceMeta.MLX_RING) {
      RingGrowth.longest(request, search.byPromise, budget)
          .ifPresent(order -> cycles.add(OrderCandidate.of(request, order)));
    }
  }

  /** Required nodes first, then preferred ones, then most memory. */
  private static Comparator<NodeId> promise(PlacementRequest request) {
    Comparator<NodeId> required =
        Comparator.comparing(node -> !request.requiredNodes().contains(node));
    return required
        .thenComparing(node -> !request.preferredNodes().contains(node))
        .thenComparingLong(node -> -NodeGraph.free(request, node))
        .thenComparing(Comparator.naturalOrder());
  }

  private void addWindows(SearchBudget budget, List<Candidate> cycles) {
    Set<ImmutableSet<NodeId>> seen = new LinkedHashSet<>();
    for (NodeId seed : byPromise.subList(0, Math.min(MAX_WINDOWS, byPromise.size()))) {
      int size = Math.min(MAX_WINDOW_NODES, Candidates.exactNodes(budget.left() / 4));
      ImmutableSet<NodeId> window = window(seed, size);
      if (!window.containsAll(request.requiredNodes()) || !seen.add(window)) {
        continue;
      }
      if (!budget.spend(GraphPaths.cost(window.size()))) {
        return;
      }
      Candidates.addCycles(GraphPaths.of(NodeGraph.of(request, window)), cycles);
    }
  }

  /** Grows a window from a seed and the required nodes by the node with most links into it. */
  private ImmutableSet<NodeId> window(NodeId seed, int size) {
    Set<NodeId> window = new LinkedHashSet<>();
    window.addAll(
        byPromise.stream().filter(request.requiredNodes()::contains).limit(size).toList());
    if (window.size() < size) {
      window.add(seed);
    }
    while (window.size() < size) {
      NodeId next = null;
      int most = -1;
      for (NodeId node : byPromise) {
        int links = window.contains(node) ? -1 : linksInto(node, window);
        if (links > most) {
          most = links;
          next = node;
        }
      }
      if (next == null) {
        break;
      }
      window.add(next);
    }
    return ImmutableSet.copyOf(window);
  }

  private int linksInto(NodeId node, Set<NodeId> window) {
    int links = 0;
    for (NodeId member : window) {
      links += wired(request, node, member) ? 1 : 0;
    }
    return links;
  }

  /** Returns whether two nodes can be neighbours in the instance. */
  static boolean wired(PlacementRequest request, NodeId a, NodeId b) {
    Class<? extends Link> kind =
        request.instanceMeta() == InstanceMeta.MLX_JACCL
            ? Link.RdmaConnection.class
            : Link.SocketConnection.class;
    Topology topology = request.topology();
    return topology.links(a, b).stream().anyMatch(kind::isInstance)
        && topology.links(b, a).stream().anyMatch(kind::isInstance);
  }
}
