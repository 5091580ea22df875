package org.exojvm.examples.cluster;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.state.State;
import org.exojvm.node.terminal.Text;
import org.jspecify.annotations.Nullable;

/** What a cluster description must hold to be played on. */
final class ClusterDescriptionChecks {

  /** Most nodes to be played on. A larger cluster makes a long story, not a better one. */
  static final int MAX_NODES = 64;

  /** Most nodes to ask questions about. */
  static final int MAX_REPORTED_NODES = 1024;

  private ClusterDescriptionChecks() {}

  /** Checks a cluster to be played on: every node has reported its memory. */
  static void check(String name, State state) throws ClusterDescriptionException {
    checkReported(name, state, MAX_NODES);
    for (NodeId node : state.topology().nodes()) {
      if (!state.nodeMemory().containsKey(node)) {
        throw refused(
            name,
            "has no memory figures for node \"" + node.value() + "\"",
            "Add an entry to node_memory; a node that reports none offers none");
      }
    }
  }

  /** Checks a cluster as it has been reported so far. */
  static void checkReported(String name, State state, int maxNodes)
      throws ClusterDescriptionException {
    Topology topology = state.topology();
    if (topology.size() == 0) {
      throw refused(name, "has no nodes", "Maybe list them under topology.nodes");
    }
    if (topology.size() > maxNodes) {
      throw refused(
          name, "has " + topology.size() + " nodes, more than " + maxNodes, "Maybe leave some out");
    }
    checkIds(name, topology);
    for (Map.Entry<String, OrderedMap<NodeId, ?>> part : parts(state).entrySet()) {
      checkOwners(name, topology, part.getKey(), part.getValue());
    }
    for (NodeId node : topology.nodes()) {
      checkMemory(name, node, state.nodeMemory().get(node));
      if (!topology.links(node, node).isEmpty()) {
        throw refused(
            name,
            "links node \"" + node.value() + "\" to itself",
            "Remove that link from topology.connections; a node reaches itself without one");
      }
    }
  }

  /** Ids are printed in every sentence, and typed by people. */
  private static void checkIds(String name, Topology topology) throws ClusterDescriptionException {
    for (NodeId node : topology.nodes()) {
      String printable = Text.printable(node.value());
      if (!printable.equals(node.value())) {
        throw refused(
            name,
            "has a node \"" + printable + "\" with a control character in its id",
            "Maybe call it otherwise under topology.nodes");
      }
    }
  }

  private static ImmutableMap<String, OrderedMap<NodeId, ?>> parts(State state) {
    return ImmutableMap.<String, OrderedMap<NodeId, ?>>builder()
        .put("node_identities", state.nodeIdentities())
        .put("node_memory", state.nodeMemory())
        .put("node_disk", state.nodeDisk())
        .put("node_system", state.nodeSystem())
        .put("node_network", state.nodeNetwork())
        .put("node_thunderbolt", state.nodeThunderbolt())
        .put("node_thunderbolt_bridge", state.nodeThunderboltBridge())
        .put("node_rdma_ctl", state.nodeRdmaCtl())
        .buildOrThrow();
  }

  private static void checkOwners(
      String name, Topology topology, String part, OrderedMap<NodeId, ?> values)
      throws ClusterDescriptionException {
    for (NodeId node : values.keys()) {
      if (!topology.contains(node)) {
        throw refused(
            name,
            "has an entry for \"" + node.value() + "\" in " + part + " but no such node",
            "Maybe the id is misspelled, or missing under topology.nodes");
      }
    }
  }

  private static void checkMemory(String name, NodeId node, @Nullable MemoryUsage memory)
      throws ClusterDescriptionException {
    if (memory == null) {
      return;
    }
    long total = memory.ramTotal().inBytes();
    long available = memory.ramAvailable().inBytes();
    if (available < 0 || available > total) {
      throw refused(
          name,
          "says that "
              + available
              + " of "
              + total
              + " bytes of memory are available on node \""
              + node.value()
              + "\"",
          "Correct ram_available in node_memory; it must be between 0 and ram_total");
    }
  }

  private static ClusterDescriptionException refused(String name, String what, String hint) {
    return new ClusterDescriptionException("The cluster " + name + " " + what + ". " + hint + ".");
  }
}
