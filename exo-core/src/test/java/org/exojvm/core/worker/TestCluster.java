package org.exojvm.core.worker;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.engine.simulated.SimulatedGroups;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.engine.simulated.SimulationScript;
import org.exojvm.core.engine.simulated.VirtualTime;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.TaskEvent;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;

/**
 * Workers under a virtual clock, with a master that only indexes and broadcasts; what a real master
 * decides is published by the test.
 */
final class TestCluster {

  static final SessionId SESSION = new SessionId(NodeId.of("master"), 0);
  static final InstanceId INSTANCE = InstanceId.of("i0");
  private static final long NETWORK_MILLIS = 2;

  final VirtualTime time = new VirtualTime();
  final SimulationScript script = new SimulationScript();
  final List<Event> log = new ArrayList<>();
  final List<ForwarderCommand> commands = new ArrayList<>();
  final List<GenerationChunk> chunks = new ArrayList<>();
  final List<TestNode> nodes = new ArrayList<>();
  private final IdSequence ids = new IdSequence("master");
  private State state = State.empty();

  TestCluster(int size) {
    SimulatedGroups groups = new SimulatedGroups(time, SimulatedTimings.DEFAULT, script);
    for (int i = 0; i < size; i++) {
      nodes.add(new TestNode(RunnerFixtures.node(i), this, time, groups));
    }
  }

  State state() {
    return state;
  }

  IdSequence ids() {
    return ids;
  }

  void publish(Event event) {
    ForwarderEvent message = new ForwarderEvent(log.size(), SESSION.masterNodeId(), SESSION, event);
    state = EventApplier.apply(state, new IndexedEvent(log.size(), event, null));
    log.add(event);
    time.after(
        NETWORK_MILLIS,
        () -> nodes.forEach(node -> node.step(new WorkerInput.GlobalEvent(message))));
  }

  void receive(ForwarderEvent message) {
    time.after(NETWORK_MILLIS, () -> publish(message.event()));
  }

  void receive(ForwarderCommand message) {
    commands.add(message);
  }

  void output(CommandId command, GenerationChunk chunk) {
    chunks.add(chunk);
  }

  void create(int ranks) {
    publish(new InstanceEvent.InstanceCreated(ids.nextEventId(), RunnerFixtures.ring(ranks)));
  }

  void retry() {
    publish(
        new InstanceEvent.InstanceRetrying(
            ids.nextEventId(), INSTANCE, MetaInstanceId.of("m0"), "it failed"));
  }

  void delete() {
    publish(new InstanceEvent.InstanceDeleted(ids.nextEventId(), INSTANCE, null));
  }

  void request(String id, String question) {
    var work = RunnerFixtures.textTask(id, question);
    Task task =
        new GenerationTask.TextGeneration(
            work.taskId(),
            TaskStatus.PENDING,
            INSTANCE,
            work.commandId(),
            work.params(),
            null,
            null);
    publish(new TaskEvent.TaskCreated(ids.nextEventId(), work.taskId(), task));
  }

  void setStatus(String task, TaskStatus status) {
    publish(new TaskEvent.TaskStatusUpdated(ids.nextEventId(), TaskId.of(task), status));
  }

  RunnerStatus status(int rank) {
    return Objects.requireNonNull(state.runners().get(RunnerFixtures.runner(rank)));
  }

  TaskStatus taskStatus(String task) {
    return Objects.requireNonNull(state.tasks().get(TaskId.of(task))).taskStatus();
  }

  /** Returns the phases a rank has reported, in order. */
  ImmutableList<String> phases(int rank) {
    RunnerId runner = RunnerFixtures.runner(rank);
    return events(RunnerStatusUpdated.class)
        .filter(event -> event.runnerId().equals(runner))
        .map(event -> event.runnerStatus().getClass().getSimpleName().substring(6))
        .collect(ImmutableList.toImmutableList());
  }

  <T extends Task> ImmutableList<T> created(Class<T> kind) {
    return events(TaskEvent.TaskCreated.class)
        .map(TaskEvent.TaskCreated::task)
        .filter(kind::isInstance)
        .map(kind::cast)
        .collect(ImmutableList.toImmutableList());
  }

  <E extends Event> Stream<E> events(Class<E> kind) {
    return log.stream().filter(kind::isInstance).map(kind::cast);
  }
}
