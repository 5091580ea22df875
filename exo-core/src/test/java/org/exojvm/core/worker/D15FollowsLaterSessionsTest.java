package org.exojvm.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.engine.RunnerFixtures;
import org.exojvm.api.engine.RunnerStatus.RunnerIdle;
import org.exojvm.api.engine.RunnerStatus.RunnerLoading;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.election.SessionStart;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.event.NodeEvent.NodeStarted;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.SessionEvent.SessionOpened;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.info.GatheredInfo.NodeConfig;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
import org.exojvm.core.worker.WorkerInput.GlobalEvent;
import org.exojvm.core.worker.WorkerInput.PlanTick;
import org.exojvm.core.worker.WorkerInput.RunnerReported;
import org.exojvm.core.worker.WorkerInput.SessionAnnounced;
import org.exojvm.core.worker.WorkerInput.SnapshotReceived;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * D15: a worker follows a later session of its master, keeps its runners whatever becomes of the
 * log, tells what is not known yet, and stops when a later process has its identity.
 */
class D15FollowsLaterSessionsTest {

  private static final NodeId NODE = RunnerFixtures.node(0);
  private static final NodeId MASTER = NodeId.of("master");
  private static final SessionId FIRST = new SessionId(MASTER, 1);
  private static final SessionId SECOND = new SessionId(MASTER, 2);
  private static final long BOOT = 7;

  private final WorkerCore worker = new WorkerCore(NODE, FIRST, new IdSequence("w"), BOOT);
  private final IdSequence ids = new IdSequence("master");
  private State log = State.empty();

  /** A worker with one idle runner: opened, greeted, created, reported are events 0 to 3. */
  @BeforeEach
  void bringUp() {
    tell(FIRST, new SessionOpened(ids.nextEventId(), FIRST));
    ImmutableList<ForwarderEvent> greeting = told(worker.step(new PlanTick()));
    assertThat(greeting)
        .extracting(ForwarderEvent::event)
        .hasExactlyElementsOfTypes(NodeStarted.class);
    tell(FIRST, greeting.getFirst().event());
    tell(FIRST, new InstanceCreated(ids.nextEventId(), RunnerFixtures.ring(1)));
    // A first round of plan ticks starts the runner; its report comes and is in the log.
    assertThat(ticks(3)).hasAtLeastOneElementOfType(WorkerOutput.StartRunner.class);
    for (ForwarderEvent report :
        told(worker.step(new RunnerReported(RunnerFixtures.runner(0), 0, new RunnerIdle())))) {
      tell(FIRST, report.event());
    }
    ticks(1);
  }

  @Test
  void whatTheFirstMasterHasNotShownIsToldToTheSecondFromIndex0() {
    worker.step(new RunnerReported(RunnerFixtures.runner(0), 0, new RunnerLoading()));
    long unseen = worker.unseenEvents();
    assertThat(unseen).isPositive();
    worker.step(new SessionAnnounced(continued()));
    ImmutableList<ForwarderEvent> again = told(worker.step(new PlanTick()));
    assertThat(again).hasSize((int) unseen).allMatch(event -> event.session().equals(SECOND));
    assertThat(again.getFirst().originIdx()).isZero();
    assertThat(again.getFirst().originBoot()).isEqualTo(BOOT);
  }

  /** Otherwise the second master would wait for the beginning of the stream for ever. */
  @Test
  void whatTheLogHasFromTheFirstMasterIsToldToTheSecondAllTheSame() {
    ImmutableList<ForwarderEvent> reports =
        told(worker.step(new RunnerReported(RunnerFixtures.runner(0), 0, new RunnerLoading())));
    SessionAnnouncement next =
        new SessionAnnouncement(
            ImmutableList.of(
                log.sessions().getFirst(),
                new SessionStart(SECOND, log.lastEventAppliedIdx() + 1 + reports.size())));
    worker.step(new SessionAnnounced(next));
    reports.forEach(report -> tell(SECOND, report.event()));
    assertThat(told(ticks(1)).getFirst().originIdx()).isZero();
    tell(SECOND, new SessionOpened(ids.nextEventId(), SECOND));
    reports.forEach(report -> tell(SECOND, report.event()));
    assertThat(worker.unseenEvents()).isZero();
  }

  @Test
  void aLogThatIsContinuedGoesOnWhereItIsAndTheRunnerToo() {
    State before = worker.state();
    worker.step(new SessionAnnounced(continued()));
    assertThat(worker.state()).isSameAs(before);
    tell(SECOND, new SessionOpened(ids.nextEventId(), SECOND));
    assertThat(worker.state().sessions()).hasSize(2);
    assertThat(worker.runners()).hasSize(1);
    assertThat(ticks(20)).noneMatch(WorkerOutput.StopRunner.class::isInstance);
  }

  /** It was shown behind a gap, and was lost with the master before the gap was filled. */
  @Test
  void whatTheFirstMasterShowedAndTheSecondNeverGotIsToldAgain() {
    ForwarderEvent report =
        told(worker.step(new RunnerReported(RunnerFixtures.runner(0), 0, new RunnerLoading())))
            .getFirst();
    long behindAGap = log.lastEventAppliedIdx() + 2;
    show(FIRST, behindAGap, report.event());
    worker.step(new SessionAnnounced(continued()));
    assertThat(told(worker.step(new PlanTick())))
        .extracting(ForwarderEvent::event)
        .contains(report.event());
  }

  @Test
  void theSessionObeyedAlreadyChangesNothing() {
    int unseen = worker.unseenEvents();
    assertThat(worker.step(new SessionAnnounced(SessionAnnouncement.first(FIRST)))).isEmpty();
    assertThat(worker.unseenEvents()).isEqualTo(unseen);
  }

  @Test
  void aLogThatIsNotContinuedIsTakenFromTheBeginningWhileTheRunnerGoesOn() {
    worker.step(new SessionAnnounced(SessionAnnouncement.first(SECOND)));
    assertThat(worker.state()).isEqualTo(State.empty());
    assertThat(ticks(20)).noneMatch(WorkerOutput.EngineCall.class::isInstance);
    assertThat(worker.runners()).hasSize(1);
  }

  @Test
  void whatTheOtherLogLacksIsToldOnceItIsThere() {
    worker.step(new SessionAnnounced(SessionAnnouncement.first(SECOND)));
    int sent = told(ticks(2)).size();
    State other =
        EventApplier.apply(
            EventApplier.apply(
                State.empty(),
                new IndexedEvent(0, new SessionOpened(ids.nextEventId(), SECOND), null)),
            new IndexedEvent(
                1, new InstanceCreated(ids.nextEventId(), RunnerFixtures.ring(1)), null));
    ImmutableList<ForwarderEvent> told =
        told(
            worker.step(
                new SnapshotReceived(new StateSnapshot(MASTER, SECOND, other, BOOT, sent, 1))));
    assertThat(told)
        .extracting(ForwarderEvent::event)
        .singleElement()
        .isInstanceOfSatisfying(
            RunnerStatusUpdated.class,
            report -> assertThat(report.runnerStatus()).isEqualTo(new RunnerIdle()));
    assertThat(ticks(20)).noneMatch(WorkerOutput.StartRunner.class::isInstance);
  }

  @Test
  void aReportThatComesBeforeTheOtherLogIsKeptUntilItIsUnderstood() {
    worker.step(new SessionAnnounced(SessionAnnouncement.first(SECOND)));
    ticks(2);
    assertThat(worker.step(new RunnerReported(RunnerFixtures.runner(0), 0, new RunnerIdle())))
        .isEmpty();
    ImmutableList<ForwarderEvent> told =
        told(
            worker.step(
                new SnapshotReceived(new StateSnapshot(MASTER, SECOND, log, BOOT, 1_000, 1))));
    assertThat(told)
        .extracting(ForwarderEvent::event)
        .hasOnlyElementsOfType(RunnerStatusUpdated.class)
        .isNotEmpty();
  }

  @Test
  void aLaterProcessOfTheNodeEndsThisOne() {
    ImmutableList<WorkerOutput> outputs =
        tell(FIRST, new NodeStarted(ids.nextEventId(), NODE, BOOT + 1));
    assertThat(outputs).contains(new WorkerOutput.Superseded(BOOT + 1));
    assertThat(ticks(100)).isEmpty();
  }

  @Test
  void anEarlierProcessOfTheNodeAndOtherNodesDoNotEndIt() {
    tell(FIRST, new NodeStarted(ids.nextEventId(), NODE, BOOT - 1));
    tell(FIRST, new NodeStarted(ids.nextEventId(), NodeId.of("other"), BOOT + 1));
    assertThat(ticks(100)).isNotEmpty();
  }

  @Test
  void aSnapshotTellsOfALaterProcessToo() {
    assertThat(
            worker.step(new SnapshotReceived(new StateSnapshot(MASTER, FIRST, log, BOOT + 1, 0))))
        .contains(new WorkerOutput.Superseded(BOOT + 1));
  }

  /** Its own log has not lost after all, and lacks what only the other one was told. */
  @Test
  void aNodeThatReturnsToItsLogTellsAgainWhatItToldMeanwhile() {
    worker.step(new SessionAnnounced(SessionAnnouncement.first(SECOND)));
    ForwarderEvent greeting = told(ticks(2)).getLast();
    assertThat(greeting.event()).isInstanceOf(NodeStarted.class);
    show(SECOND, 0, new SessionOpened(ids.nextEventId(), SECOND));
    show(SECOND, 1, greeting.event());
    SessionId third = new SessionId(MASTER, 3);
    worker.step(new SessionAnnounced(continuedBy(third)));
    ForwarderEvent again = told(ticks(2)).getLast();
    assertThat(again.event()).isInstanceOf(NodeStarted.class);
    assertThat(again.originStream()).as("the third master it obeys").isEqualTo(2);
    worker.step(new RunnerReported(RunnerFixtures.runner(0), 0, new RunnerLoading()));
    tell(third, new SessionOpened(ids.nextEventId(), third));
    assertThat(told(tell(third, again.event())))
        .extracting(ForwarderEvent::event)
        .hasAtLeastOneElementOfType(RunnerStatusUpdated.class);
  }

  /** What was reported before them may be missing there; then they would say too much. */
  @Test
  void figuresMeasuredBeforeAnotherLogIsTakenInAreNotToldBehindIt() {
    worker.step(new WorkerInput.Measured(new NodeConfig()));
    worker.step(new RunnerReported(RunnerFixtures.runner(0), 0, new RunnerLoading()));
    worker.step(new SessionAnnounced(SessionAnnouncement.first(SECOND)));
    assertThat(told(ticks(20)))
        .extracting(ForwarderEvent::event)
        .hasAtLeastOneElementOfType(RunnerStatusUpdated.class)
        .doesNotHaveAnyElementsOfTypes(NodeGatheredInfo.class);
  }

  @Test
  void commandsOfTheWorkerNameTheSession() {
    worker.step(
        new GlobalEvent(new ForwarderEvent(50, MASTER, FIRST, new TestEvent(ids.nextEventId()))));
    assertThat(ticks(20))
        .filteredOn(WorkerOutput.SendCommand.class::isInstance)
        .isNotEmpty()
        .allMatch(output -> FIRST.equals(((WorkerOutput.SendCommand) output).message().session()));
  }

  private SessionAnnouncement continued() {
    return continuedBy(SECOND);
  }

  private SessionAnnouncement continuedBy(SessionId next) {
    return new SessionAnnouncement(
        ImmutableList.<SessionStart>builder()
            .addAll(log.sessions())
            .add(new SessionStart(next, log.lastEventAppliedIdx() + 1))
            .build());
  }

  /** The worker hears of an event of another log. */
  private void show(SessionId session, long idx, Event event) {
    worker.step(new GlobalEvent(new ForwarderEvent(idx, MASTER, session, event)));
  }

  /** The master indexes an event, and the worker hears of it. */
  private ImmutableList<WorkerOutput> tell(SessionId session, Event event) {
    long idx = log.lastEventAppliedIdx() + 1;
    log = EventApplier.apply(log, new IndexedEvent(idx, event, null));
    return worker.step(new GlobalEvent(new ForwarderEvent(idx, MASTER, session, event)));
  }

  private ImmutableList<WorkerOutput> ticks(int count) {
    ImmutableList.Builder<WorkerOutput> outputs = ImmutableList.builder();
    for (int i = 0; i < count; i++) {
      outputs.addAll(worker.step(new PlanTick()));
    }
    return outputs.build();
  }

  private static ImmutableList<ForwarderEvent> told(Iterable<WorkerOutput> outputs) {
    ImmutableList.Builder<ForwarderEvent> told = ImmutableList.builder();
    for (WorkerOutput output : outputs) {
      if (output instanceof WorkerOutput.EmitEvent(ForwarderEvent message)) {
        told.add(message);
      }
    }
    return told.build();
  }
}
