package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.state.State;

/**
 * What the answer of a placement search depends on. A refused intent is searched again only when
 * this has changed.
 *
 * @param spec what the intent asks for
 * @param relaxedNodes required nodes that may be replaced
 * @param card card of the model
 * @param topology nodes and links
 * @param nodeMemory memory of the nodes
 * @param nodeNetwork interfaces of the nodes
 * @param instances placed instances, which take memory
 */
public record SearchBasis(
    MetaInstanceSpec spec,
    ImmutableList<NodeId> relaxedNodes,
    ModelCard card,
    Topology topology,
    OrderedMap<NodeId, MemoryUsage> nodeMemory,
    OrderedMap<NodeId, NodeNetworkInfo> nodeNetwork,
    OrderedMap<InstanceId, Instance> instances) {

  static SearchBasis of(MetaInstance intent, ModelCard card, State state) {
    return new SearchBasis(
        intent.spec(),
        intent.status().relaxedNodes(),
        card,
        state.topology(),
        state.nodeMemory(),
        state.nodeNetwork(),
        state.instances());
  }

  /** Whether both ask for the same thing, be it of another cluster. */
  boolean asksTheSameAs(SearchBasis other) {
    return spec.equals(other.spec)
        && relaxedNodes.equals(other.relaxedNodes)
        && card.equals(other.card);
  }

  /**
   * Whether the answer must be the same. The parts of State are compared by identity, which an
   * event that changes nothing keeps: a comparison of contents in every tick would cost as much as
   * the search it saves.
   */
  @SuppressWarnings("ReferenceEquality")
  boolean givesTheSameAs(SearchBasis other) {
    return topology == other.topology
        && nodeMemory == other.nodeMemory
        && nodeNetwork == other.nodeNetwork
        && instances == other.instances
        && asksTheSameAs(other);
  }
}
