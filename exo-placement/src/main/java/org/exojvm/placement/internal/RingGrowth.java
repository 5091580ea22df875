package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.placement.PlacementRequest;

/**
 * Grows one long ring by rotation and extension (Pósa 1976): a path is extended as long as its end
 * has a neighbour outside; when it has none, the path is turned at a neighbour inside, which gives
 * it another end. The longest part of it that closes is kept.
 */
final class RingGrowth {

  private final Map<NodeId, Set<NodeId>> neighbours = new HashMap<>();
  private final List<NodeId> path = new ArrayList<>();
  private final Set<NodeId> onPath = new LinkedHashSet<>();
  private final Set<NodeId> required;
  private final int maxNodes;
  private ImmutableList<NodeId> best = ImmutableList.of();

  private RingGrowth(PlacementRequest request, List<NodeId> nodes) {
    this.required = request.requiredNodes();
    this.maxNodes = Candidates.maxNodes(request);
    for (NodeId node : nodes) {
      neighbours.put(
          node,
          nodes.stream()
              .filter(
                  other -> !other.equals(node) && ConstructiveSearch.wired(request, node, other))
              .collect(ImmutableSet.toImmutableSet()));
    }
  }

  /**
   * Returns the longest ring found with every required node and a size that the request allows.
   *
   * @param nodes the nodes, most promising first
   */
  static Optional<ImmutableList<NodeId>> longest(
      PlacementRequest request, List<NodeId> nodes, SearchBudget budget) {
    RingGrowth growth = new RingGrowth(request, nodes);
    growth.grow(nodes.getFirst(), budget.part(2));
    return growth.best.size() >= Math.max(3, Candidates.minNodes(request))
        ? Optional.of(growth.best)
        : Optional.empty();
  }

  private void grow(NodeId start, SearchBudget budget) {
    append(start);
    Set<NodeId> triedEnds = new LinkedHashSet<>();
    while (budget.spend(path.size())) {
      keepIfClosed();
      Optional<NodeId> next = narrowestNeighbour();
      if (path.size() < maxNodes && next.isPresent()) {
        append(next.get());
        triedEnds.clear();
      } else if (!turn(triedEnds)) {
        return;
      }
    }
  }

  private void append(NodeId node) {
    path.add(node);
    onPath.add(node);
  }

  /** The neighbour with fewest ways on: what is hard to visit is visited first (Warnsdorff). */
  private Optional<NodeId> narrowestNeighbour() {
    NodeId narrowest = null;
    long fewest = Long.MAX_VALUE;
    for (NodeId node : linked(path.getLast())) {
      if (!onPath.contains(node)) {
        long ways = linked(node).stream().filter(next -> !onPath.contains(next)).count();
        if (ways < fewest) {
          fewest = ways;
          narrowest = node;
        }
      }
    }
    return Optional.ofNullable(narrowest);
  }

  /** Turns the path at a neighbour of its end, so that it ends elsewhere than ever before. */
  private boolean turn(Set<NodeId> triedEnds) {
    triedEnds.add(path.getLast());
    for (int i = 0; i < path.size() - 2; i++) {
      if (linked(path.getLast()).contains(path.get(i)) && !triedEnds.contains(path.get(i + 1))) {
        Collections.reverse(path.subList(i + 1, path.size()));
        return true;
      }
    }
    return false;
  }

  /** Keeps the longest ring that ends where the path ends. */
  private void keepIfClosed() {
    for (int i = 0; path.size() - i > best.size(); i++) {
      if (linked(path.getLast()).contains(path.get(i))) {
        List<NodeId> ring = path.subList(i, path.size());
        if (ring.containsAll(required)) {
          best = ImmutableList.copyOf(ring);
        }
        return;
      }
    }
  }

  private Set<NodeId> linked(NodeId node) {
    return neighbours.getOrDefault(node, ImmutableSet.of());
  }
}
