package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.generation.ImageEditsTaskParams;
import org.exojvm.api.generation.ImageFormat;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.command.Command.RequestEventLog;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.RunnerEvent.RunnerDeleted;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.event.TaskEvent.TaskFailed;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.info.GatheredInfo.GatheredMemoryUsage;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.TaskStatus;
import org.exojvm.core.worker.WorkerInput.GlobalEvent;
import org.exojvm.core.worker.WorkerInput.Measured;
import org.exojvm.core.worker.WorkerInput.PlanTick;
import org.exojvm.core.worker.WorkerInput.SnapshotReceived;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** D16, D15: a worker that is far behind takes a snapshot and goes on as if it had every event. */
class D16SnapshotsTest {

  private static final NodeId NODE = RunnerFixtures.node(0);
  private static final NodeId MASTER = NodeId.of("master");
  private static final SessionId SESSION = new SessionId(MASTER, 2);
  private static final long BOOT = 7;
  private static final Memory GIB_8 = Memory.ofGib(8);

  private final WorkerCore worker = new WorkerCore(NODE, SESSION, new IdSequence("w"), BOOT);
  private final IdSequence ids = new IdSequence("master");
  private State state = State.empty();

  @Test
  void snapshotReplacesTheReplicaAndWhatCameBehindItFollows() {
    index(10);
    worker.step(new GlobalEvent(message(11)));
    worker.step(new GlobalEvent(message(5)));
    worker.step(new SnapshotReceived(snapshot(SESSION, MASTER, 0)));
    assertThat(worker.state().lastEventAppliedIdx()).isEqualTo(9);
    worker.step(new GlobalEvent(message(10)));
    assertThat(worker.state().lastEventAppliedIdx()).isEqualTo(11);
    assertThat(requestsWithin(200)).isEmpty();
  }

  @Test
  void gapBehindTheSnapshotIsAskedFor() {
    index(10);
    worker.step(new GlobalEvent(message(12)));
    worker.step(new SnapshotReceived(snapshot(SESSION, MASTER, 0)));
    assertThat(requestsWithin(5)).containsExactly(10L);
  }

  @Test
  void snapshotThatIsNotNewerIsIgnored() {
    index(2);
    StateSnapshot early = snapshot(SESSION, MASTER, 0);
    for (long idx = 0; idx < 4; idx++) {
      worker.step(new GlobalEvent(message(idx)));
    }
    worker.step(new SnapshotReceived(early));
    assertThat(worker.state().lastEventAppliedIdx()).isEqualTo(3);
  }

  @Test
  void snapshotOfAnotherSessionOrMasterIsDroppedAndCounted() {
    index(2);
    worker.step(new SnapshotReceived(snapshot(new SessionId(MASTER, 1), MASTER, 0)));
    worker.step(new SnapshotReceived(snapshot(SESSION, NodeId.of("impostor"), 0)));
    assertThat(worker.state()).isEqualTo(State.empty());
    assertThat(worker.foreignMessages()).isEqualTo(2);
  }

  @Test
  void snapshotTellsWhatNeedNotBeSentAgain() {
    worker.step(new PlanTick());
    assertThat(worker.unseenEvents()).isEqualTo(1);
    index(1);
    worker.step(new SnapshotReceived(snapshot(SESSION, MASTER, 1)));
    assertThat(worker.unseenEvents()).isZero();
  }

  @Test
  void runnerLostWithAnEarlierProcessIsReportedOnceAndStartedAtTheNextAttemptOnly() {
    bringUpRank0(new RunnerReady());
    worker.step(new PlanTick());
    ImmutableList<WorkerOutput> outputs =
        worker.step(new SnapshotReceived(snapshot(SESSION, MASTER, 1)));
    assertThat(reports(outputs))
        .extracting(RunnerStatusUpdated::runnerStatus)
        .singleElement()
        .isInstanceOf(RunnerFailed.class);
    assertThat(count(WorkerOutput.StartRunner.class, 20)).isZero();
    long idx = state.lastEventAppliedIdx() + 1;
    worker.step(
        new GlobalEvent(
            message(
                idx,
                new InstanceEvent.InstanceRetrying(
                    ids.nextEventId(),
                    TestCluster.INSTANCE,
                    MetaInstanceId.of("m0"),
                    "restarted"))));
    assertThat(count(WorkerOutput.StartRunner.class, 3)).isEqualTo(1);
  }

  /** Found by the simulation: in between, the memory of the lost runner was given away (D9). */
  @Test
  void restartSameIdTellsTheLossOfARunnerBeforeTheMemoryThatIsFreeWithoutIt() {
    bringUpRank0(new RunnerReady());
    MemoryUsage free = new MemoryUsage(GIB_8, GIB_8, Memory.ZERO, Memory.ZERO);
    assertThat(emitted(worker.step(new Measured(new GatheredMemoryUsage(free))))).isEmpty();
    worker.step(new PlanTick());
    assertThat(emitted(worker.step(new SnapshotReceived(snapshot(SESSION, MASTER, 1)))))
        .hasExactlyElementsOfTypes(RunnerStatusUpdated.class, NodeGatheredInfo.class);
  }

  private static ImmutableList<Event> emitted(ImmutableList<WorkerOutput> outputs) {
    return outputs.stream()
        .filter(WorkerOutput.EmitEvent.class::isInstance)
        .map(output -> ((WorkerOutput.EmitEvent) output).message().event())
        .collect(ImmutableList.toImmutableList());
  }

  @Test
  void nothingIsPlannedBeforeTheEarlierProcessIsKnownToHaveEnded() {
    index(new InstanceEvent.InstanceCreated(ids.nextEventId(), RunnerFixtures.ring(1)));
    worker.step(new SnapshotReceived(new StateSnapshot(MASTER, SESSION, state, 0, 0)));
    assertThat(count(WorkerOutput.StartRunner.class, 20)).isZero();
  }

  @Test
  void reportThatTheSnapshotHasCountsAsConfirmed() {
    worker.step(new PlanTick());
    index(new InstanceEvent.InstanceCreated(ids.nextEventId(), RunnerFixtures.ring(1)));
    worker.step(new SnapshotReceived(snapshot(SESSION, MASTER, 1)));
    assertThat(count(WorkerOutput.StartRunner.class, 2)).isEqualTo(1);
    worker.step(
        new WorkerInput.RunnerReported(RunnerFixtures.runner(0), 0, new RunnerFailed("broken")));
    index(
        new RunnerStatusUpdated(
            ids.nextEventId(), RunnerFixtures.runner(0), new RunnerFailed("broken"), 0L));
    worker.step(new SnapshotReceived(snapshot(SESSION, MASTER, 9)));
    assertThat(count(WorkerOutput.StopRunner.class, 5)).isZero();
    worker.step(
        new GlobalEvent(
            message(2, new RunnerDeleted(ids.nextEventId(), RunnerFixtures.runner(0)))));
    assertThat(count(WorkerOutput.StopRunner.class, 5)).isEqualTo(1);
  }

  @Test
  void requestWhoseInputMayHaveGoneByFailsInsteadOfWaitingForEver() {
    index(new InstanceEvent.InstanceCreated(ids.nextEventId(), RunnerFixtures.ring(1)));
    index(edit("complete", 0));
    index(edit("waiting", 2));
    ImmutableList<WorkerOutput> outputs =
        worker.step(new SnapshotReceived(snapshot(SESSION, MASTER, 1)));
    assertThat(outputs)
        .filteredOn(WorkerOutput.ChunkOut.class::isInstance)
        .extracting(output -> ((WorkerOutput.ChunkOut) output).commandId())
        .containsExactly(CommandId.of("waiting"));
    assertThat(outputs)
        .extracting(D16SnapshotsTest::eventOf)
        .filteredOn(TaskFailed.class::isInstance)
        .extracting(event -> ((TaskFailed) event).errorType())
        .containsExactly("InputLost");
  }

  private static @Nullable Event eventOf(WorkerOutput output) {
    return output instanceof WorkerOutput.EmitEvent(var message) ? message.event() : null;
  }

  private TaskCreated edit(String id, int chunks) {
    ImageEditsTaskParams params =
        new ImageEditsTaskParams(
            "",
            chunks,
            "a hat",
            "test/model",
            null,
            null,
            ImageFormat.PNG,
            null,
            null,
            null,
            false,
            null,
            null,
            false);
    GenerationTask.ImageEdits task =
        new GenerationTask.ImageEdits(
            TaskId.of(id),
            TaskStatus.PENDING,
            TestCluster.INSTANCE,
            CommandId.of(id),
            params,
            null,
            null);
    return new TaskCreated(ids.nextEventId(), task.taskId(), task);
  }

  private void bringUpRank0(RunnerStatus status) {
    index(new InstanceEvent.InstanceCreated(ids.nextEventId(), RunnerFixtures.ring(1)));
    index(new RunnerStatusUpdated(ids.nextEventId(), RunnerFixtures.runner(0), status, 0L));
  }

  private void index(int count) {
    for (int i = 0; i < count; i++) {
      index(new TestEvent(ids.nextEventId()));
    }
  }

  private void index(Event event) {
    state =
        EventApplier.apply(state, new IndexedEvent(state.lastEventAppliedIdx() + 1, event, null));
  }

  private StateSnapshot snapshot(SessionId session, NodeId origin, long nextIdx) {
    return new StateSnapshot(origin, session, state, BOOT, nextIdx);
  }

  private static ForwarderEvent message(long idx) {
    return message(idx, new TestEvent(EventId.of("g" + idx)));
  }

  private static ForwarderEvent message(long idx, Event event) {
    return new ForwarderEvent(idx, MASTER, SESSION, event);
  }

  private static ImmutableList<RunnerStatusUpdated> reports(ImmutableList<WorkerOutput> outputs) {
    return outputs.stream()
        .filter(WorkerOutput.EmitEvent.class::isInstance)
        .map(output -> ((WorkerOutput.EmitEvent) output).message().event())
        .filter(RunnerStatusUpdated.class::isInstance)
        .map(RunnerStatusUpdated.class::cast)
        .collect(ImmutableList.toImmutableList());
  }

  private long count(Class<? extends WorkerOutput> kind, int ticks) {
    long outputs = 0;
    for (int i = 0; i < ticks; i++) {
      outputs += worker.step(new PlanTick()).stream().filter(kind::isInstance).count();
    }
    return outputs;
  }

  private ImmutableList<Long> requestsWithin(int ticks) {
    ImmutableList.Builder<Long> requests = ImmutableList.builder();
    for (int i = 0; i < ticks; i++) {
      for (WorkerOutput output : worker.step(new PlanTick())) {
        if (output instanceof WorkerOutput.SendCommand(var message)
            && message.command() instanceof RequestEventLog request) {
          requests.add(request.sinceIdx());
        }
      }
    }
    return requests.build();
  }
}
