package org.exojvm.core.state;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.node.DiskUsage;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.node.NodeIdentity;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.node.NodeRdmaCtlStatus;
import org.exojvm.api.node.NodeThunderboltInfo;
import org.exojvm.api.node.SystemPerformanceProfile;
import org.exojvm.api.node.ThunderboltBridgeStatus;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.election.SessionStart;
import org.exojvm.core.task.Task;
import org.immutables.value.Value;

/**
 * Everything the cluster agrees on. Immutable; it changes only through {@link EventApplier}. All
 * maps keep insertion order, an overwrite keeps its place.
 *
 * @param instances placed instances
 * @param metaInstances declared intents with their status
 * @param runners last report of every runner
 * @param downloads downloads of every node
 * @param tasks tasks not yet forgotten
 * @param lastEventIndexByNode index of the last event of every connected node
 * @param topology nodes and links
 * @param lastEventAppliedIdx index of the last event applied, -1 before the first
 * @param nodeIdentities identity of every node ever seen
 * @param nodeMemory memory of every connected node that reported it
 * @param nodeDisk disk of every connected node that reported it
 * @param nodeSystem load of every connected node that reported it
 * @param nodeNetwork interfaces of every connected node that reported them
 * @param nodeThunderbolt Thunderbolt ports of every connected node that reported them
 * @param nodeThunderboltBridge Thunderbolt bridge of every connected node that reported it
 * @param nodeRdmaCtl RDMA switch of every connected node that reported it
 * @param thunderboltBridgeCycles cycles of bridged nodes, each rotated to its smallest id, sorted
 * @param thunderboltBridgeCyclesTruncated whether the search for cycles met its bound (extension,
 *     D2)
 * @param runnerBindings where every runner lives (extension, D14)
 * @param departedNodes index of the event at which a node left, for nodes that are gone; the oldest
 *     are forgotten beyond a bound (extension, D7)
 * @param lastMemoryEventIndexByNode index of the last event in which each connected node reported
 *     its memory, changed or not (extension, D9)
 * @param sessions the latest sessions of the log, in order; the oldest are forgotten beyond a bound
 *     (extension)
 * @param tombstones intents that were deleted (extension, D6)
 * @param openBreakers models for which nodes are not offered to placements, by node; a node without
 *     one has no entry (extension, D4)
 * @param drains nodes that are to be empty, whether or not they are here (extension)
 */
@Value.Builder
public record State(
    OrderedMap<InstanceId, Instance> instances,
    OrderedMap<MetaInstanceId, MetaInstance> metaInstances,
    OrderedMap<RunnerId, RunnerStatus> runners,
    OrderedMap<NodeId, ImmutableList<DownloadProgress>> downloads,
    OrderedMap<TaskId, Task> tasks,
    OrderedMap<NodeId, Long> lastEventIndexByNode,
    Topology topology,
    long lastEventAppliedIdx,
    OrderedMap<NodeId, NodeIdentity> nodeIdentities,
    OrderedMap<NodeId, MemoryUsage> nodeMemory,
    OrderedMap<NodeId, DiskUsage> nodeDisk,
    OrderedMap<NodeId, SystemPerformanceProfile> nodeSystem,
    OrderedMap<NodeId, NodeNetworkInfo> nodeNetwork,
    OrderedMap<NodeId, NodeThunderboltInfo> nodeThunderbolt,
    OrderedMap<NodeId, ThunderboltBridgeStatus> nodeThunderboltBridge,
    OrderedMap<NodeId, NodeRdmaCtlStatus> nodeRdmaCtl,
    ImmutableList<NodeCycle> thunderboltBridgeCycles,
    boolean thunderboltBridgeCyclesTruncated,
    OrderedMap<RunnerId, RunnerBinding> runnerBindings,
    OrderedMap<NodeId, Long> departedNodes,
    OrderedMap<NodeId, Long> lastMemoryEventIndexByNode,
    ImmutableList<SessionStart> sessions,
    Tombstones tombstones,
    OrderedMap<NodeId, ImmutableList<OpenBreaker>> openBreakers,
    OrderedMap<NodeId, NodeDrain> drains)
    implements WithState {

  private static final State EMPTY =
      new State(
          OrderedMap.empty(),
          OrderedMap.empty(),
          OrderedMap.empty(),
          OrderedMap.empty(),
          OrderedMap.empty(),
          OrderedMap.empty(),
          Topology.empty(),
          -1,
          OrderedMap.empty(),
          OrderedMap.empty(),
          OrderedMap.empty(),
          OrderedMap.empty(),
          OrderedMap.empty(),
          OrderedMap.empty(),
          OrderedMap.empty(),
          OrderedMap.empty(),
          ImmutableList.of(),
          false,
          OrderedMap.empty(),
          OrderedMap.empty(),
          OrderedMap.empty(),
          ImmutableList.of(),
          Tombstones.none(),
          OrderedMap.empty(),
          OrderedMap.empty());

  /** Checks that the index is -1 or more. */
  public State {
    if (lastEventAppliedIdx < -1) {
      throw new IllegalArgumentException(
          "State.lastEventAppliedIdx is " + lastEventAppliedIdx + " but must be at least -1.");
    }
  }

  /** Returns the state before the first event. */
  public static State empty() {
    return EMPTY;
  }

  /** Returns the state as every event leaves it at least, in one copy: no change is as frequent. */
  State reached(long idx, OrderedMap<NodeId, Long> signsOfLife) {
    return new State(
        instances,
        metaInstances,
        runners,
        downloads,
        tasks,
        signsOfLife,
        topology,
        idx,
        nodeIdentities,
        nodeMemory,
        nodeDisk,
        nodeSystem,
        nodeNetwork,
        nodeThunderbolt,
        nodeThunderboltBridge,
        nodeRdmaCtl,
        thunderboltBridgeCycles,
        thunderboltBridgeCyclesTruncated,
        runnerBindings,
        departedNodes,
        lastMemoryEventIndexByNode,
        sessions,
        tombstones,
        openBreakers,
        drains);
  }
}
