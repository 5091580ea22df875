package org.exojvm.examples.conformance;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.state.State;

/**
 * The parts of a state that vectors speak of, by their names on the wire, in a form in which order
 * counts only where it has a meaning. Extensions of ours are left out.
 */
final class ComparableState {

  private static final Comparator<List<NodeId>> BY_IDS =
      Comparators.lexicographical(Comparator.<NodeId>naturalOrder())::compare;

  private ComparableState() {}

  /** Passes when both states are alike, else tells every part that differs. */
  static Outcome compared(State expected, State actual) {
    Map<String, Object> expectedParts = parts(expected);
    Map<String, Object> actualParts = parts(actual);
    StringBuilder differences = new StringBuilder();
    expectedParts.forEach(
        (name, part) -> {
          Object other = actualParts.get(name);
          if (!part.equals(other)) {
            differences.append("%s is %s but must be %s; ".formatted(name, other, part));
          }
        });
    return differences.isEmpty() ? Outcome.passed() : Outcome.failed(differences.toString());
  }

  private static ImmutableMap<String, Object> parts(State state) {
    return ImmutableMap.<String, Object>builder()
        .put(
            "instances",
            Maps.transformValues(state.instances().asMap(), instance -> instance.atAttempt(0)))
        .put("meta_instances", state.metaInstances())
        .put("runners", state.runners())
        .put("downloads", state.downloads())
        .put("tasks", state.tasks())
        .put("last_event_index_by_node", state.lastEventIndexByNode())
        .put("topology.nodes", ImmutableSet.copyOf(state.topology().nodes()))
        .put("topology.connections", connections(state.topology()))
        .put("last_event_applied_idx", state.lastEventAppliedIdx())
        .put("node_identities", state.nodeIdentities())
        .put("node_memory", state.nodeMemory())
        .put("node_disk", state.nodeDisk())
        .put("node_system", state.nodeSystem())
        .put("node_network", state.nodeNetwork())
        .put("node_thunderbolt", state.nodeThunderbolt())
        .put("node_thunderbolt_bridge", state.nodeThunderboltBridge())
        .put("node_rdma_ctl", state.nodeRdmaCtl())
        .put("thunderbolt_bridge_cycles", cycles(state.thunderboltBridgeCycles()))
        .buildOrThrow();
  }

  private static ImmutableMultiset<Connection> connections(Topology topology) {
    return ImmutableMultiset.copyOf(topology.connections());
  }

  private static ImmutableList<List<NodeId>> cycles(List<NodeCycle> cycles) {
    return cycles.stream()
        .map(cycle -> fromSmallest(cycle.nodes()))
        .sorted(BY_IDS)
        .collect(ImmutableList.toImmutableList());
  }

  private static List<NodeId> fromSmallest(List<NodeId> cycle) {
    if (cycle.isEmpty()) {
      return cycle;
    }
    List<NodeId> rotated = new ArrayList<>(cycle);
    Collections.rotate(rotated, -cycle.indexOf(Collections.min(cycle)));
    return ImmutableList.copyOf(rotated);
  }
}
