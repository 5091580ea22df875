package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Topology;

/**
 * Cuts a cluster into its strongly connected components: a cycle never leaves one, so each can be
 * searched on its own.
 */
final class Components {

  private final Map<NodeId, Set<NodeId>> successors = new HashMap<>();
  private final Map<NodeId, Set<NodeId>> predecessors = new HashMap<>();

  private Components(Topology topology, Set<NodeId> usable) {
    for (NodeId source : usable) {
      for (NodeId sink : topology.neighbours(source)) {
        if (usable.contains(sink)) {
          successors.computeIfAbsent(source, id -> new HashSet<>()).add(sink);
          predecessors.computeIfAbsent(sink, id -> new HashSet<>()).add(source);
        }
      }
    }
  }

  /**
   * Returns the components, each sorted by id, ordered by their first node.
   *
   * @param usable the nodes that may take part
   */
  static ImmutableList<ImmutableList<NodeId>> of(Topology topology, Set<NodeId> usable) {
    Components graph = new Components(topology, usable);
    ImmutableList.Builder<ImmutableList<NodeId>> components = ImmutableList.builder();
    Set<NodeId> assigned = new HashSet<>();
    for (NodeId node : ImmutableList.sortedCopyOf(usable)) {
      if (!assigned.contains(node)) {
        Set<NodeId> component = reach(node, graph.successors);
        component.retainAll(reach(node, graph.predecessors));
        assigned.addAll(component);
        components.add(ImmutableList.sortedCopyOf(component));
      }
    }
    return components.build();
  }

  private static Set<NodeId> reach(NodeId start, Map<NodeId, Set<NodeId>> links) {
    Set<NodeId> reached = new HashSet<>(List.of(start));
    Deque<NodeId> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (NodeId next : links.getOrDefault(open.remove(), ImmutableSet.of())) {
        if (reached.add(next)) {
          open.add(next);
        }
      }
    }
    return reached;
  }
}
