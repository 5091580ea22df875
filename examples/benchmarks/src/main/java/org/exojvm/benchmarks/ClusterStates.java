package org.exojvm.benchmarks;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.id.EventId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.node.ThunderboltBridgeStatus;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.core.download.DownloadProgress.DownloadCompleted;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.NodeEvent.NodeDownloadProgress;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeCreated;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.info.GatheredInfo.MacThunderboltIdentifiers;
import org.exojvm.core.info.GatheredInfo.MacmonMetrics;
import org.exojvm.core.info.GatheredInfo.MiscData;
import org.exojvm.core.info.GatheredInfo.NodeDiskUsage;
import org.exojvm.core.info.GatheredInfo.NodeNetworkInterfaces;
import org.exojvm.core.info.GatheredInfo.RdmaCtlStatus;
import org.exojvm.core.info.GatheredInfo.StaticNodeInformation;
import org.exojvm.core.info.GatheredInfo.ThunderboltBridgeInfo;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;

/**
 * The state the benchmarks work on: N healthy nodes in a circle, every per-node map filled, a link
 * to each of up to 8 neighbours (4 on either side), N two-node ring instances, each bound to an
 * intent of its own, 2N runners that are Ready, and N open tasks. Built by applying events.
 */
public final class ClusterStates {

  /** Links go to so many nodes on either side. */
  private static final int REACH = 4;

  private ClusterStates() {}

  /** Returns the state of a cluster of {@code nodes} nodes, at least 2. */
  public static State of(int nodes) {
    State state = State.empty();
    for (Event event : story(nodes)) {
      state = next(state, event);
    }
    return state;
  }

  /** Returns the events that lead to the state. */
  static ImmutableList<Event> story(int nodes) {
    ImmutableList.Builder<Event> events = ImmutableList.builder();
    for (int node = 0; node < nodes; node++) {
      events.addAll(measurements(node));
    }
    for (int node = 0; node < nodes; node++) {
      events.addAll(links(node, nodes));
    }
    for (int instance = 0; instance < nodes; instance++) {
      events.addAll(workload(instance, nodes));
    }
    return events.build();
  }

  /** Returns the state after an event, whatever its index. */
  public static State next(State state, Event event) {
    return EventApplier.apply(
        state, new IndexedEvent(state.lastEventAppliedIdx() + 1, event, null));
  }

  /** Returns the event in which a node reports something. */
  private static NodeGatheredInfo gathered(int node, GatheredInfo info) {
    return new NodeGatheredInfo(eventId(), ClusterParts.node(node), info);
  }

  /** Returns the event in which a node reports its memory. */
  public static NodeGatheredInfo memoryReport(int node, long availableGib) {
    return gathered(node, new GatheredMemoryUsage(ClusterParts.memory(availableGib)));
  }

  /** Returns the edge to one of the addresses of {@code sink}; the state has those to address 0. */
  public static Connection edge(int source, int sink, int address) {
    String text = "/ip4/" + ClusterParts.ip(sink) + "/tcp/" + (52_415 + address);
    return new Connection(
        ClusterParts.node(source),
        ClusterParts.node(sink),
        new SocketConnection(Multiaddr.parse(text)));
  }

  /** Returns an event id; nothing looks at it. */
  public static EventId eventId() {
    return EventId.of("e");
  }

  private static List<Event> measurements(int node) {
    return ImmutableList.of(
        gathered(node, new StaticNodeInformation("Mac15,14", "Apple M3 Ultra", "26.2", "25C56")),
        gathered(node, new MiscData("studio-" + node)),
        gathered(node, new NodeNetworkInterfaces(ClusterParts.interfaces(node))),
        gathered(node, new GatheredMemoryUsage(ClusterParts.memory(384))),
        gathered(node, new MacmonMetrics(ClusterParts.load(), ClusterParts.memory(384))),
        gathered(node, new NodeDiskUsage(ClusterParts.disk())),
        gathered(node, new MacThunderboltIdentifiers(ClusterParts.ports(node))),
        gathered(node, new RdmaCtlStatus(true)),
        gathered(node, new ThunderboltBridgeInfo(new ThunderboltBridgeStatus(false, true, null))));
  }

  private static List<Event> links(int node, int nodes) {
    return IntStream.rangeClosed(-REACH, REACH)
        .map(distance -> Math.floorMod(node + distance, nodes))
        .filter(neighbour -> neighbour != node)
        .<Event>mapToObj(neighbour -> new TopologyEdgeCreated(eventId(), edge(node, neighbour, 0)))
        .toList();
  }

  private static List<Event> workload(int index, int nodes) {
    var instance = ClusterParts.ring(index, (index + 1) % nodes);
    var task = ClusterParts.task(index);
    List<Event> events = new ArrayList<>();
    events.add(new MetaInstanceCreated(eventId(), ClusterParts.intent(index)));
    events.add(new InstanceCreated(eventId(), instance));
    instance
        .shardAssignments()
        .nodeToRunner()
        .forEach((node, runner) -> events.addAll(ready(new BoundInstance(instance, runner, node))));
    events.add(new TaskCreated(eventId(), task.taskId(), task));
    return events;
  }

  private static List<Event> ready(BoundInstance bound) {
    return ImmutableList.of(
        new NodeDownloadProgress(
            eventId(),
            new DownloadCompleted(
                bound.boundNodeId(),
                bound.boundShard(),
                "/models",
                ClusterParts.CARD.storageSize())),
        new RunnerStatusUpdated(eventId(), bound.boundRunnerId(), new RunnerReady(), 0L));
  }
}
