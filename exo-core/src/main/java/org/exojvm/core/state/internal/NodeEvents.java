package org.exojvm.core.state.internal;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.ThunderboltBridgeStatus;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.event.NodeEvent;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.NodeEvent.NodeDownloadProgress;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.NodeEvent.NodeStarted;
import org.exojvm.core.state.State;

/** Applies events about nodes. */
public final class NodeEvents {

  private NodeEvents() {}

  /** Returns the state after the event. */
  public static State apply(State state, NodeEvent event) {
    return switch (event) {
      case NodeDisconnected disconnected -> disconnected(state, disconnected.nodeId());
      case NodeStarted started -> returned(state, started.nodeId());
      case NodeGatheredInfo gathered ->
          MeasurementEvents.apply(returned(state, gathered.nodeId()), gathered);
      case NodeDownloadProgress progress -> downloading(state, progress.downloadProgress());
    };
  }

  /** Returns the state in which the event being applied is the last one of the node (D1). */
  private static State withSignOfLife(State state, NodeId node) {
    Long last = state.lastEventIndexByNode().get(node);
    return last != null && last == state.lastEventAppliedIdx()
        ? state
        : state.withLastEventIndexByNode(
            state.lastEventIndexByNode().with(node, state.lastEventAppliedIdx()));
  }

  private static State returned(State state, NodeId node) {
    return withSignOfLife(state, node)
        .withTopology(state.topology().withNode(node))
        .withDepartedNodes(state.departedNodes().without(node));
  }

  /** Identity, instances, runners, bindings and tasks stay: others see to them. */
  private static State disconnected(State state, NodeId node) {
    ThunderboltBridgeStatus bridge = state.nodeThunderboltBridge().get(node);
    State rest = withoutMeasurements(Departures.recorded(state, node), node);
    return bridge != null && bridge.enabled() ? BridgeCycles.searched(rest) : rest;
  }

  private static State withoutMeasurements(State state, NodeId node) {
    return state
        .withTopology(state.topology().withoutNode(node))
        .withLastEventIndexByNode(state.lastEventIndexByNode().without(node))
        .withDownloads(state.downloads().without(node))
        .withNodeMemory(state.nodeMemory().without(node))
        .withLastMemoryEventIndexByNode(state.lastMemoryEventIndexByNode().without(node))
        .withNodeDisk(state.nodeDisk().without(node))
        .withNodeSystem(state.nodeSystem().without(node))
        .withNodeNetwork(state.nodeNetwork().without(node))
        .withNodeThunderbolt(state.nodeThunderbolt().without(node))
        .withNodeThunderboltBridge(state.nodeThunderboltBridge().without(node))
        .withNodeRdmaCtl(state.nodeRdmaCtl().without(node));
  }

  private static State downloading(State state, DownloadProgress progress) {
    NodeId node = progress.nodeId();
    ImmutableList<DownloadProgress> known = state.downloads().get(node);
    return state.withDownloads(
        state
            .downloads()
            .with(node, withProgress(known == null ? ImmutableList.of() : known, progress)));
  }

  /** One entry per shard; a newer one takes the place of the first equal one. */
  private static ImmutableList<DownloadProgress> withProgress(
      ImmutableList<DownloadProgress> known, DownloadProgress progress) {
    ImmutableList.Builder<DownloadProgress> result = ImmutableList.builder();
    boolean replaced = false;
    for (DownloadProgress entry : known) {
      boolean same = !replaced && entry.shardMetadata().equals(progress.shardMetadata());
      result.add(same ? progress : entry);
      replaced |= same;
    }
    return replaced ? result.build() : result.add(progress).build();
  }
}
