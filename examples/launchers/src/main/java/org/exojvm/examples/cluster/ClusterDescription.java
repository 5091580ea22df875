package org.exojvm.examples.cluster;

import com.google.common.collect.ImmutableList;
import java.util.Objects;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.core.state.State;
import org.exojvm.node.terminal.Text;

/**
 * A cluster at rest: its nodes, what they have, and the links between them. Every node has reported
 * its memory, unless the description is taken as reported.
 *
 * @param name how people call the cluster
 * @param state topology and per-node parts; whatever else it holds is not used
 */
public record ClusterDescription(String name, State state) {

  /**
   * Returns the description, checked.
   *
   * @throws ClusterDescriptionException when it has no node, or a node lacks what a placement needs
   */
  public static ClusterDescription of(String name, State state) throws ClusterDescriptionException {
    ClusterDescriptionChecks.check(name, state);
    return new ClusterDescription(name, state);
  }

  /**
   * Returns the description of a cluster some of whose nodes may not have reported their memory.
   *
   * @throws ClusterDescriptionException when it has no node, or figures that cannot be
   */
  static ClusterDescription asReported(String name, State state)
      throws ClusterDescriptionException {
    ClusterDescriptionChecks.checkReported(
        name, state, ClusterDescriptionChecks.MAX_REPORTED_NODES);
    return new ClusterDescription(name, state);
  }

  /** Returns the nodes in the order of the description. */
  public ImmutableList<NodeId> nodes() {
    return ImmutableList.copyOf(state.topology().nodes());
  }

  /** Returns the memory figures of a node of this cluster. */
  public MemoryUsage memory(NodeId node) {
    return Objects.requireNonNull(state.nodeMemory().get(node));
  }

  /** Returns the free memory of all nodes together. */
  public Memory freeMemory() {
    Memory sum = Memory.ZERO;
    for (NodeId node : nodes()) {
      sum = sum.plus(memory(node).ramAvailable());
    }
    return sum;
  }

  /** Returns the identity of a node, its names as they can be printed. */
  public NodeIdentity identity(NodeId node) {
    NodeIdentity identity = state.nodeIdentities().get(node);
    return identity == null
        ? NodeIdentity.unknown().withFriendlyName(node.value())
        : identity
            .withFriendlyName(Text.printable(identity.friendlyName()))
            .withChipId(Text.printable(identity.chipId()));
  }
}
