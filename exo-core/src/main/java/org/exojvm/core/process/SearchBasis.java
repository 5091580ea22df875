package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Objects;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.state.OpenBreaker;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * What the answer of a placement search depends on. A refused intent is searched again only when
 * this has changed.
 *
 * @param spec what the intent asks for
 * @param relaxedNodes required nodes that may be replaced
 * @param card card of the model
 * @param topology nodes and links
 * @param freeMemory memory of the nodes that may be used
 * @param nodeNetwork interfaces of the nodes
 * @param openBreakers nodes that are not offered (D4)
 * @param drained nodes that are not offered either
 * @param movedFrom instance that is to be moved off a drained node, null when none backs the intent
 */
public record SearchBasis(
    MetaInstanceSpec spec,
    ImmutableList<NodeId> relaxedNodes,
    ModelCard card,
    Topology topology,
    ImmutableMap<NodeId, Memory> freeMemory,
    OrderedMap<NodeId, NodeNetworkInfo> nodeNetwork,
    OrderedMap<NodeId, ImmutableList<OpenBreaker>> openBreakers,
    ImmutableSet<NodeId> drained,
    @Nullable InstanceId movedFrom) {

  static SearchBasis of(
      MetaInstance intent,
      ModelCard card,
      State state,
      ImmutableMap<NodeId, Memory> freeMemory,
      @Nullable InstanceId movedFrom) {
    return new SearchBasis(
        intent.spec(),
        intent.status().relaxedNodes(),
        card,
        state.topology(),
        freeMemory,
        state.nodeNetwork(),
        state.openBreakers(),
        ImmutableSet.copyOf(state.drains().keys()),
        movedFrom);
  }

  /** Whether both ask for the same thing, be it of another cluster. */
  boolean asksTheSameAs(SearchBasis other) {
    return spec.equals(other.spec)
        && relaxedNodes.equals(other.relaxedNodes)
        && card.equals(other.card)
        && drained.equals(other.drained)
        && Objects.equals(movedFrom, other.movedFrom);
  }

  /**
   * Whether the answer must be the same. The parts of State are compared by identity, which an
   * event that changes nothing keeps, as {@link FreeMemory} does for the ledger: a comparison of
   * contents for every intent in every tick would cost as much as the search it saves.
   */
  @SuppressWarnings("ReferenceEquality")
  boolean givesTheSameAs(SearchBasis other) {
    return topology == other.topology
        && freeMemory == other.freeMemory
        && nodeNetwork == other.nodeNetwork
        && openBreakers == other.openBreakers
        && asksTheSameAs(other);
  }
}
