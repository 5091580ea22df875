package org.exojvm.core.reconcile;

import static org.exojvm.core.reconcile.Fixtures.node;
import static org.exojvm.core.reconcile.Fixtures.rdma;
import static org.exojvm.core.reconcile.Fixtures.runner;
import static org.exojvm.core.reconcile.Fixtures.socketTo;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Objects;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceCreated;
import org.exojvm.core.event.MetaInstanceEvent.MetaInstanceDeleted;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeCreated;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeDeleted;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;
import org.exojvm.core.task.Task;
import org.jspecify.annotations.Nullable;

/** A state under construction: speaks in cables and nodes, works through events only. */
public final class TestCluster {

  private final IdSequence ids = new IdSequence("test");
  private State state = State.empty();

  /** Nodes of 64 GiB each, all linked to all by Ethernet. */
  public static TestCluster connected(String... nodes) {
    TestCluster cluster = new TestCluster();
    for (String name : nodes) {
      cluster.memory(name, 64);
    }
    for (String source : nodes) {
      for (String sink : nodes) {
        if (!source.equals(sink)) {
          cluster.edge(source, sink, socketTo(sink));
        }
      }
    }
    return cluster;
  }

  public State state() {
    return state;
  }

  @CanIgnoreReturnValue
  public TestCluster apply(Event event) {
    state =
        EventApplier.apply(state, new IndexedEvent(state.lastEventAppliedIdx() + 1, event, null));
    return this;
  }

  @CanIgnoreReturnValue
  public TestCluster applyAll(ImmutableList<Event> events) {
    events.forEach(this::apply);
    return this;
  }

  @CanIgnoreReturnValue
  public TestCluster memory(String node, long gib) {
    Memory free = Memory.ofGib(gib);
    MemoryUsage usage = new MemoryUsage(free, free, Memory.ZERO, Memory.ZERO);
    return gathered(node, new GatheredInfo.GatheredMemoryUsage(usage));
  }

  @CanIgnoreReturnValue
  public TestCluster gathered(String node, GatheredInfo info) {
    return apply(new NodeGatheredInfo(ids.nextEventId(), node(node), info));
  }

  @CanIgnoreReturnValue
  public TestCluster edge(String source, String sink, Link link) {
    return apply(
        new TopologyEdgeCreated(ids.nextEventId(), new Connection(node(source), node(sink), link)));
  }

  @CanIgnoreReturnValue
  public TestCluster rdmaMesh(String... nodes) {
    for (String source : nodes) {
      for (String sink : nodes) {
        if (!source.equals(sink)) {
          edge(source, sink, rdma(source, sink));
        }
      }
    }
    return this;
  }

  /** Takes away every link between two nodes. */
  @CanIgnoreReturnValue
  public TestCluster cut(String one, String other) {
    for (Connection edge : state.topology().connections()) {
      if (joins(edge, node(one), node(other))) {
        apply(new TopologyEdgeDeleted(ids.nextEventId(), edge));
      }
    }
    return this;
  }

  private static boolean joins(Connection edge, NodeId one, NodeId other) {
    return (edge.source().equals(one) && edge.sink().equals(other))
        || (edge.source().equals(other) && edge.sink().equals(one));
  }

  /** Puts back an Ethernet link in both directions. */
  @CanIgnoreReturnValue
  public TestCluster plug(String one, String other) {
    return edge(one, other, socketTo(other)).edge(other, one, socketTo(one));
  }

  @CanIgnoreReturnValue
  public TestCluster kill(String node) {
    return apply(new NodeDisconnected(ids.nextEventId(), node(node)));
  }

  @CanIgnoreReturnValue
  public TestCluster declare(MetaInstance intent) {
    return apply(new MetaInstanceCreated(ids.nextEventId(), intent));
  }

  @CanIgnoreReturnValue
  public TestCluster withdraw(String intent) {
    return apply(new MetaInstanceDeleted(ids.nextEventId(), MetaInstanceId.of(intent)));
  }

  @CanIgnoreReturnValue
  public TestCluster place(Instance instance) {
    return apply(new InstanceCreated(ids.nextEventId(), instance));
  }

  @CanIgnoreReturnValue
  public TestCluster delete(String instance) {
    return apply(new InstanceDeleted(ids.nextEventId(), InstanceId.of(instance), null));
  }

  @CanIgnoreReturnValue
  public TestCluster report(String instance, String node, RunnerStatus status) {
    return report(runner(instance, node), status);
  }

  @CanIgnoreReturnValue
  public TestCluster report(RunnerId runner, RunnerStatus status) {
    return apply(new RunnerStatusUpdated(ids.nextEventId(), runner, status, null));
  }

  /** Every runner of the instance reports the same. */
  @CanIgnoreReturnValue
  public TestCluster reportAll(String instance, RunnerStatus status) {
    Instance placed = Objects.requireNonNull(instance(instance));
    placed.shardAssignments().runnerToShard().keySet().forEach(runner -> report(runner, status));
    return this;
  }

  @CanIgnoreReturnValue
  public TestCluster serve(String instance) {
    return reportAll(instance, new RunnerReady());
  }

  @CanIgnoreReturnValue
  public TestCluster fail(String instance, String message) {
    return reportAll(instance, new RunnerFailed(message));
  }

  @CanIgnoreReturnValue
  public TestCluster shutDown(String instance, String node) {
    return report(instance, node, new RunnerShutdown());
  }

  @CanIgnoreReturnValue
  public TestCluster task(Task task) {
    return apply(new TaskCreated(ids.nextEventId(), task.taskId(), task));
  }

  public @Nullable Instance instance(String id) {
    return state.instances().get(InstanceId.of(id));
  }

  public MetaInstance intent(String id) {
    return Objects.requireNonNull(state.metaInstances().get(MetaInstanceId.of(id)));
  }
}
