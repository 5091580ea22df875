package org.exojvm.core.state;

import static org.exojvm.core.state.Samples.EVENT;
import static org.exojvm.core.state.Samples.instanceId;
import static org.exojvm.core.state.Samples.intent;
import static org.exojvm.core.state.Samples.intentId;
import static org.exojvm.core.state.Samples.loadTask;
import static org.exojvm.core.state.Samples.node;
import static org.exojvm.core.state.Samples.rdma;
import static org.exojvm.core.state.Samples.ring;
import static org.exojvm.core.state.Samples.shard;
import static org.exojvm.core.state.Samples.socket;
import static org.exojvm.core.state.Samples.taskId;
import static org.exojvm.core.state.Samples.textTask;

import com.google.common.collect.ImmutableList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.exojvm.api.collection.JsonText;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.topology.Connection;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.event.AvailabilityEvent;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent;
import org.exojvm.core.event.MetaInstanceEvent;
import org.exojvm.core.event.NodeEvent;
import org.exojvm.core.event.OpaqueEvent;
import org.exojvm.core.event.RunnerEvent;
import org.exojvm.core.event.TaskEvent;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.event.TopologyEvent;
import org.exojvm.core.task.TaskStatus;

/**
 * Events over so few ids that they speak of the same things again and again: what is created is
 * overwritten, deleted, and spoken of when it is gone.
 */
final class CollidingEvents {

  private static final Arbitrary<String> NODES = Arbitraries.of("a", "b", "c", "d");
  private static final Arbitrary<String> INSTANCES = Arbitraries.of("i", "j");
  private static final Arbitrary<String> INTENTS = Arbitraries.of("m", "n");
  private static final Arbitrary<String> TASKS = Arbitraries.of("s", "t", "u");
  private static final Arbitrary<String> ERRORS = Arbitraries.of("", "crash", "link lost");
  private static final Arbitrary<RunnerId> RUNNERS =
      Combinators.combine(INSTANCES, NODES).as(Samples::runner);

  private CollidingEvents() {}

  static Arbitrary<Event> any() {
    return Arbitraries.oneOf(
        ImmutableList.of(
            tasks(),
            instances(),
            intents(),
            runners(),
            nodes(),
            measurements(),
            breakers(),
            drains(),
            links(),
            others()));
  }

  private static Arbitrary<Event> tasks() {
    return Arbitraries.oneOf(
        Combinators.combine(TASKS, INSTANCES, Arbitraries.of(true, false))
            .as(
                (id, instance, text) ->
                    new TaskEvent.TaskCreated(
                        EVENT, taskId(id), text ? textTask(id, instance) : loadTask(id, instance))),
        Combinators.combine(TASKS, Arbitraries.of(TaskStatus.class))
            .as((id, status) -> new TaskEvent.TaskStatusUpdated(EVENT, taskId(id), status)),
        TASKS.map(id -> new TaskEvent.TaskFailed(EVENT, taskId(id), "Boom", "it went wrong")),
        TASKS.map(id -> new TaskEvent.TaskDeleted(EVENT, taskId(id))),
        TASKS.map(id -> new TaskEvent.TaskAcknowledged(EVENT, taskId(id))));
  }

  private static Arbitrary<Event> instances() {
    return Arbitraries.oneOf(
        Combinators.combine(
                INSTANCES, INTENTS.injectNull(0.3), NODES.set().ofMinSize(1).ofMaxSize(3))
            .as(
                (id, intent, nodes) ->
                    new InstanceEvent.InstanceCreated(
                        EVENT, ring(id, intent, nodes.toArray(String[]::new)))),
        Combinators.combine(INSTANCES, ERRORS.injectNull(0.3))
            .as((id, error) -> new InstanceEvent.InstanceDeleted(EVENT, instanceId(id), error)),
        Combinators.combine(INSTANCES, INTENTS, ERRORS)
            .as(
                (id, intent, error) ->
                    new InstanceEvent.InstanceRetrying(
                        EVENT, instanceId(id), intentId(intent), error)));
  }

  private static Arbitrary<Event> intents() {
    return Arbitraries.oneOf(
        INTENTS.map(id -> new MetaInstanceEvent.MetaInstanceCreated(EVENT, intent(id))),
        INTENTS.map(id -> new MetaInstanceEvent.MetaInstanceDeleted(EVENT, intentId(id))),
        INTENTS.map(id -> new MetaInstanceEvent.MetaInstanceRecovered(EVENT, intentId(id))),
        Combinators.combine(INTENTS, ERRORS)
            .as(
                (id, reason) ->
                    new MetaInstanceEvent.MetaInstancePlacementFailed(EVENT, intentId(id), reason)),
        INTENTS.map(id -> new MetaInstanceEvent.MetaInstanceEdited(EVENT, intent(id))),
        INTENTS.map(id -> new MetaInstanceEvent.MetaInstancePaused(EVENT, intentId(id))),
        INTENTS.map(id -> new MetaInstanceEvent.MetaInstanceResumed(EVENT, intentId(id))),
        INTENTS.map(id -> new MetaInstanceEvent.GenerationObserved(EVENT, intentId(id), 1, "kept")),
        Combinators.combine(INTENTS, Arbitraries.integers().between(0, 3))
            .as(
                (id, round) ->
                    new MetaInstanceEvent.PlacementDeferred(
                        EVENT, intentId(id), round, 5, "failed")),
        Combinators.combine(INTENTS, NODES)
            .as(
                (id, node) ->
                    new MetaInstanceEvent.RequiredNodesRelaxed(
                        EVENT, intentId(id), ImmutableList.of(node(node)), "left")));
  }

  private static Arbitrary<Event> runners() {
    return Arbitraries.oneOf(
        Combinators.combine(RUNNERS, statuses(), Arbitraries.longs().between(0, 3).injectNull(0.3))
            .as(
                (id, status, attempt) ->
                    new RunnerEvent.RunnerStatusUpdated(EVENT, id, status, attempt)),
        RUNNERS.map(id -> new RunnerEvent.RunnerDeleted(EVENT, id)));
  }

  private static Arbitrary<RunnerStatus> statuses() {
    return Arbitraries.of(
        new RunnerStatus.RunnerIdle(),
        new RunnerStatus.RunnerReady(),
        new RunnerStatus.RunnerShutdown(),
        new RunnerStatus.RunnerFailed("killed"));
  }

  private static Arbitrary<Event> nodes() {
    return Arbitraries.oneOf(
        NODES.map(id -> new NodeEvent.NodeDisconnected(EVENT, node(id))),
        Combinators.combine(NODES, Arbitraries.integers().between(0, 1), ERRORS)
            .as(
                (id, rank, error) ->
                    new NodeEvent.NodeDownloadProgress(EVENT, download(id, rank, error))));
  }

  private static DownloadProgress download(String id, int rank, String error) {
    NodeId node = node(id);
    return error.isEmpty()
        ? new DownloadProgress.DownloadCompleted(node, shard(rank, 2), "/models", Memory.ofGib(1))
        : new DownloadProgress.DownloadFailed(node, shard(rank, 2), "/models", error);
  }

  private static Arbitrary<Event> measurements() {
    return Combinators.combine(NODES, Measurements.any()).as(Samples::gathered);
  }

  private static Arbitrary<Event> drains() {
    return Arbitraries.oneOf(
        NODES.map(id -> new AvailabilityEvent.NodeDrained(EVENT, node(id), "disk")),
        NODES.map(id -> new AvailabilityEvent.NodeUndrained(EVENT, node(id))),
        Combinators.combine(NODES, INSTANCES)
            .as(
                (node, instance) ->
                    new AvailabilityEvent.InstanceNotMoved(
                        EVENT, node(node), instanceId(instance), "full")));
  }

  private static Arbitrary<Event> breakers() {
    return Combinators.combine(NODES, Arbitraries.of("m", "n"), Arbitraries.of(true, false))
        .as(
            (node, model, open) ->
                open
                    ? new AvailabilityEvent.BreakerOpened(
                        EVENT, node(node), ModelId.of(model), "failed")
                    : new AvailabilityEvent.BreakerClosed(
                        EVENT, node(node), ModelId.of(model), "over"));
  }

  private static Arbitrary<Event> links() {
    Arbitrary<Connection> edges =
        Combinators.combine(NODES, NODES, Arbitraries.of(true, false))
            .as(
                (source, sink, overRdma) ->
                    overRdma
                        ? rdma(source, sink, "rdma-" + source, "rdma-" + sink)
                        : socket(source, sink, Measurements.ip(sink)));
    return Arbitraries.oneOf(
        edges.map(edge -> new TopologyEvent.TopologyEdgeCreated(EVENT, edge)),
        edges.map(edge -> new TopologyEvent.TopologyEdgeDeleted(EVENT, edge)));
  }

  private static Arbitrary<Event> others() {
    return Arbitraries.of(
        new TestEvent(EVENT), new OpaqueEvent(EVENT, "FromTheFuture", new JsonText("{}")));
  }
}
