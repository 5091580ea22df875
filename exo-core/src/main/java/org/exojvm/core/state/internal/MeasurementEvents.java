package org.exojvm.core.state.internal;

import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.node.NodeRdmaCtlStatus;
import org.exojvm.api.node.NodeThunderboltInfo;
import org.exojvm.api.node.ThunderboltBridgeStatus;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.info.GatheredInfo.MacThunderboltConnections;
import org.exojvm.core.info.GatheredInfo.MacThunderboltIdentifiers;
import org.exojvm.core.info.GatheredInfo.MacmonMetrics;
import org.exojvm.core.info.GatheredInfo.MiscData;
import org.exojvm.core.info.GatheredInfo.NodeConfig;
import org.exojvm.core.info.GatheredInfo.NodeDiskUsage;
import org.exojvm.core.info.GatheredInfo.NodeNetworkInterfaces;
import org.exojvm.core.info.GatheredInfo.RdmaCtlStatus;
import org.exojvm.core.info.GatheredInfo.StaticNodeInformation;
import org.exojvm.core.info.GatheredInfo.ThunderboltBridgeInfo;
import org.exojvm.core.state.State;

/** Applies what a node measured about itself. */
final class MeasurementEvents {

  private MeasurementEvents() {}

  /** Returns the state after the event; the node is in the topology already. */
  static State apply(State state, NodeGatheredInfo event) {
    NodeId node = event.nodeId();
    return switch (event.info()) {
      case GatheredMemoryUsage memory -> memory(state, node, memory.usage());
      case MacmonMetrics metrics -> metrics(state, node, metrics);
      case NodeDiskUsage disk -> state.withNodeDisk(state.nodeDisk().with(node, disk.diskUsage()));
      case NodeConfig _ -> state;
      case MiscData misc ->
          identity(state, node, known(state, node).withFriendlyName(misc.friendlyName()));
      case StaticNodeInformation info -> identity(state, node, described(known(state, node), info));
      case NodeNetworkInterfaces network ->
          state.withNodeNetwork(
              state.nodeNetwork().with(node, new NodeNetworkInfo(network.ifaces())));
      case MacThunderboltIdentifiers ports ->
          state.withNodeThunderbolt(
              state.nodeThunderbolt().with(node, new NodeThunderboltInfo(ports.idents())));
      case MacThunderboltConnections cables -> ThunderboltCables.apply(state, node, cables.conns());
      case RdmaCtlStatus rdma ->
          state.withNodeRdmaCtl(
              state.nodeRdmaCtl().with(node, new NodeRdmaCtlStatus(rdma.enabled())));
      case ThunderboltBridgeInfo bridge -> bridge(state, node, bridge.status());
    };
  }

  private static State memory(State state, NodeId node, MemoryUsage usage) {
    // Figures may stay as they were, but that they were taken anew ends reservations (D9).
    State measured =
        state.withLastMemoryEventIndexByNode(
            state.lastMemoryEventIndexByNode().with(node, state.lastEventAppliedIdx()));
    // The same figures again are no change: whoever watches the map need not look at it again.
    return usage.equals(state.nodeMemory().get(node))
        ? measured
        : measured.withNodeMemory(state.nodeMemory().with(node, usage));
  }

  private static State metrics(State state, NodeId node, MacmonMetrics metrics) {
    return memory(state, node, metrics.memory())
        .withNodeSystem(state.nodeSystem().with(node, metrics.systemProfile()));
  }

  private static NodeIdentity known(State state, NodeId node) {
    NodeIdentity identity = state.nodeIdentities().get(node);
    return identity == null ? NodeIdentity.unknown() : identity;
  }

  private static NodeIdentity described(NodeIdentity identity, StaticNodeInformation info) {
    return new NodeIdentity(
        info.model(),
        info.chip(),
        identity.friendlyName(),
        info.osVersion(),
        info.osBuildVersion());
  }

  private static State identity(State state, NodeId node, NodeIdentity identity) {
    return state.withNodeIdentities(state.nodeIdentities().with(node, identity));
  }

  /** Cycles depend on links too, but are searched only when a bridge is switched. */
  private static State bridge(State state, NodeId node, ThunderboltBridgeStatus status) {
    ThunderboltBridgeStatus before = state.nodeThunderboltBridge().get(node);
    State after = state.withNodeThunderboltBridge(state.nodeThunderboltBridge().with(node, status));
    boolean wasEnabled = before != null && before.enabled();
    return wasEnabled == status.enabled() ? after : BridgeCycles.searched(after);
  }
}
