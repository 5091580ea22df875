package org.exojvm.core.sim;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.function.Function;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.topology.Connection;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.info.GatheredInfo.MacThunderboltIdentifiers;
import org.exojvm.core.info.GatheredInfo.MiscData;
import org.exojvm.core.info.GatheredInfo.NodeDiskUsage;
import org.exojvm.core.info.GatheredInfo.NodeNetworkInterfaces;
import org.exojvm.core.info.GatheredInfo.RdmaCtlStatus;
import org.exojvm.core.info.GatheredInfo.StaticNodeInformation;
import org.exojvm.core.info.GatheredInfo.ThunderboltBridgeInfo;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/** What the nodes of a described cluster would measure about themselves. */
final class ClusterInformation {

  private final State description;

  /**
   * Reads the topology and the per-node parts of {@code description}; the rest is not looked at.
   */
  ClusterInformation(State description) {
    this.description = description;
  }

  /** Returns the nodes in the order of the topology. */
  ImmutableList<NodeId> nodes() {
    return ImmutableList.copyOf(description.topology().nodes());
  }

  /** Returns the directed links that leave a node. */
  ImmutableList<Connection> connectionsFrom(NodeId node) {
    return description.topology().connections().stream()
        .filter(connection -> connection.source().equals(node))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Returns the memory of a node with what its runners hold taken off; empty when none is
   * described.
   */
  Optional<GatheredInfo> memoryOf(NodeId node, Memory held) {
    return part(
        description.nodeMemory().get(node),
        usage ->
            new GatheredMemoryUsage(
                new MemoryUsage(
                    usage.ramTotal(),
                    usage.ramAvailable().minus(held),
                    usage.swapTotal(),
                    usage.swapAvailable())));
  }

  /** Returns everything else a node measures, once. */
  ImmutableList<GatheredInfo> factsOf(NodeId node) {
    ImmutableList.Builder<GatheredInfo> facts = ImmutableList.builder();
    part(
            description.nodeIdentities().get(node),
            id ->
                new StaticNodeInformation(
                    id.modelId(), id.chipId(), id.osVersion(), id.osBuildVersion()))
        .ifPresent(facts::add);
    part(description.nodeIdentities().get(node), id -> new MiscData(id.friendlyName()))
        .ifPresent(facts::add);
    part(description.nodeDisk().get(node), NodeDiskUsage::new).ifPresent(facts::add);
    part(
            description.nodeNetwork().get(node),
            network -> new NodeNetworkInterfaces(network.interfaces()))
        .ifPresent(facts::add);
    part(
            description.nodeThunderbolt().get(node),
            ports -> new MacThunderboltIdentifiers(ports.interfaces()))
        .ifPresent(facts::add);
    part(description.nodeRdmaCtl().get(node), status -> new RdmaCtlStatus(status.enabled()))
        .ifPresent(facts::add);
    part(description.nodeThunderboltBridge().get(node), ThunderboltBridgeInfo::new)
        .ifPresent(facts::add);
    return facts.build();
  }

  private static <T> Optional<GatheredInfo> part(
      @Nullable T value, Function<T, GatheredInfo> asInfo) {
    return Optional.ofNullable(value).map(asInfo);
  }
}
