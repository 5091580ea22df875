package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.node.NodeThunderboltInfo;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.reconcile.SameMachine;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * Machines with several ids, and what that was concluded from: it changes seldom, so most ticks
 * need not look.
 *
 * @param groups ids of each such machine
 * @param thunderbolt ports
 * @param identities names and chips
 * @param network addresses
 * @param topology members
 */
public record Twins(
    ImmutableList<ImmutableSet<NodeId>> groups,
    OrderedMap<NodeId, NodeThunderboltInfo> thunderbolt,
    OrderedMap<NodeId, NodeIdentity> identities,
    OrderedMap<NodeId, NodeNetworkInfo> network,
    Topology topology) {

  static Twins of(State state, @Nullable Twins last) {
    return last != null && last.isOf(state)
        ? last
        : new Twins(
            SameMachine.groups(state),
            state.nodeThunderbolt(),
            state.nodeIdentities(),
            state.nodeNetwork(),
            state.topology());
  }

  @SuppressWarnings("ReferenceEquality") // parts of State that are equal are mostly the same
  private boolean isOf(State state) {
    return thunderbolt == state.nodeThunderbolt()
        && identities == state.nodeIdentities()
        && network == state.nodeNetwork()
        && topology == state.topology();
  }
}
