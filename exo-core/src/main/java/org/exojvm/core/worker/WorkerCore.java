package org.exojvm.core.worker;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayDeque;
import java.util.Optional;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.NodeEvent;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelGathered;
import org.exojvm.core.event.StreamEvent.InputChunkReceived;
import org.exojvm.core.event.TaskEvent.TaskDeleted;
import org.exojvm.core.event.TopologyEvent;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
import org.exojvm.core.task.TaskStatus;

/**
 * The worker of one node in one session: a step function. One input in, the outputs it leads to
 * out; no I/O, no clock, no thread, no randomness. The same inputs give the same outputs.
 *
 * <p>It follows the events of its master, plans at every {@link WorkerInput.PlanTick}, and reports
 * runners, downloads, links and measurements of its node as events. A failed or silent runner never
 * makes a step throw.
 */
public final class WorkerCore {

  /** Time between two plan ticks, in milliseconds. */
  public static final long PLAN_TICK_MILLIS = 100;

  /**
   * Steps in one plan tick that ask nothing of a runner: to leave a request it was never given.
   * Fewer: a burst of requests that are cancelled keeps the node from everything else for as many
   * ticks. More: a tick takes longer.
   */
  static final int MAX_EASY_STEPS_PER_TICK = 100;

  /**
   * Reports of runners that wait for the State of a new log. Beyond it they are handled at once,
   * and what they say about requests may be lost.
   */
  static final int MAX_HELD_REPORTS = 10_000;

  private final NodeId node;
  private final Outbox out;
  private final GlobalStream global;
  private final RunnerTable runners = new RunnerTable();
  private final DownloadRequests downloads = new DownloadRequests();
  private final Measurements measurements;
  private final InputChunks inputChunks = new InputChunks();
  private final RunnerReports reports;
  private final StepPerformer performer;
  private final UnstartedRunners unstarted;
  private final EarlierBoot earlierBoot;
  private final Idleness idleness;
  private final ArrayDeque<WorkerInput> heldReports = new ArrayDeque<>();
  private final long boot;
  private long tick;
  private boolean superseded;

  /**
   * Creates a worker that knows nothing yet and does not tell its boot: the first and only one of
   * its node in this session.
   *
   * @param node its node
   * @param session the session it obeys; events of any other are dropped and counted (D15)
   * @param ids source of task, event and command ids, its own
   */
  public WorkerCore(NodeId node, SessionId session, IdSequence ids) {
    this(node, session, ids, 0);
  }

  /**
   * Creates a worker that knows nothing yet.
   *
   * @param node its node
   * @param session the session it obeys; events of any other are dropped and counted (D15)
   * @param ids source of task, event and command ids, its own
   * @param boot number of this start of the worker
   */
  public WorkerCore(NodeId node, SessionId session, IdSequence ids, long boot) {
    this(node, ids, boot, State.empty(), false);
    follow(SessionAnnouncement.first(session));
  }

  /**
   * Creates a worker that obeys nobody yet: it waits for {@link WorkerInput.SessionAnnounced} and
   * lets everything else pass until then.
   *
   * @param node its node
   * @param ids source of task, event and command ids, its own; its stem must differ from boot to
   *     boot, because the worker knows its events by their ids
   * @param boot number of this start of the worker: above 0, and higher than that of every earlier
   *     worker of the node. The master ends the stream of an earlier one when it hears of a later.
   *     A shell keeps a counter on disk next to the identity of the node. 0 does not tell
   * @param recovered what the log of the node holds, the empty state where it has none
   */
  public WorkerCore(NodeId node, IdSequence ids, long boot, State recovered) {
    this(node, ids, boot, recovered, true);
  }

  private WorkerCore(NodeId node, IdSequence ids, long boot, State recovered, boolean journalled) {
    this.node = node;
    this.boot = boot;
    this.earlierBoot = new EarlierBoot(node, boot);
    this.out = new Outbox(node, ids, boot);
    this.measurements = new Measurements(out, !earlierBoot.isSettled());
    this.global = new GlobalStream(recovered, journalled);
    this.reports = new RunnerReports(runners, out);
    this.performer = new StepPerformer(runners, downloads, out);
    this.unstarted = new UnstartedRunners(node);
    this.idleness = new Idleness(node);
  }

  /** Takes in what has happened and returns what to do, in this order. */
  public ImmutableList<WorkerOutput> step(WorkerInput input) {
    if (superseded || (out.session() == null && !(input instanceof WorkerInput.SessionAnnounced))) {
      return ImmutableList.of();
    }
    if (!waitsForState(input)) {
      handle(input);
    }
    if (earlierBoot.isSettled()) {
      heldReports.forEach(this::handle);
      heldReports.clear();
      measurements.tellMemory(tick);
    }
    ImmutableList<WorkerOutput> outputs = out.drain();
    if (isNews(input, outputs)) {
      idleness.disturb();
    }
    ImmutableList<WorkerOutput> written = global.log().drain();
    return written.isEmpty()
        ? outputs
        : ImmutableList.<WorkerOutput>builder().addAll(written).addAll(outputs).build();
  }

  /**
   * Reports are understood with the help of State; while the one of a new log is not there yet they
   * wait. There are as many as runners and their requests can send in that time.
   */
  private boolean waitsForState(WorkerInput input) {
    boolean report =
        input instanceof WorkerInput.RunnerReported || input instanceof WorkerInput.TaskStopped;
    if (earlierBoot.isSettled() || !report || heldReports.size() >= MAX_HELD_REPORTS) {
      return false;
    }
    heldReports.add(input);
    return true;
  }

  /** Whether it may have changed something that a plan looks at beside State. */
  private static boolean isNews(WorkerInput input, ImmutableList<WorkerOutput> outputs) {
    return switch (input) {
      case WorkerInput.GlobalEvent _ -> !outputs.isEmpty();
      case WorkerInput.RunnerReported _,
          WorkerInput.TaskStopped _,
          WorkerInput.DownloadReported _,
          WorkerInput.SnapshotReceived _,
          WorkerInput.Led _ ->
          true;
      default -> false;
    };
  }

  /**
   * Returns how many plan ticks from now on nothing comes of, unless something else comes in
   * before. A shell may leave them out, and says so with {@link WorkerInput.TicksLeftOut}.
   */
  public long idleTicks() {
    boolean idle =
        earlierBoot.isSettled()
            ? idleness.wouldDecideTheSame(state(), downloads.deferred(tick))
                && Idleness.isQuiet(runners.view())
            : earlierBoot.hasGreeted();
    return idle ? Math.max(0, ticksToNextTurn() - 1) : 0;
  }

  /** Plan ticks until something is due by time alone. */
  private long ticksToNextTurn() {
    return Math.min(
        Math.min(out.unseen().ticksToNextTry(), global.ticksToNextRequest(tick)),
        measurements.ticksToNext(tick));
  }

  private void skip(long ticks) {
    tick += ticks;
    out.unseen().skip(ticks);
  }

  private void handle(WorkerInput input) {
    switch (input) {
      case WorkerInput.TicksLeftOut(long count) -> skip(count);
      case WorkerInput.GlobalEvent(var message) -> received(message);
      case WorkerInput.SnapshotReceived(var snapshot) -> received(snapshot);
      case WorkerInput.SessionAnnounced(var announcement) -> follow(announcement);
      case WorkerInput.Led(State logState) -> led(logState);
      case WorkerInput.PlanTick _ -> plan();
      case WorkerInput.RunnerReported report -> {
        measurements.flush(tick);
        reports.reported(state(), report);
      }
      case WorkerInput.ChunkProduced produced -> reports.chunk(produced);
      case WorkerInput.TaskStopped stopped -> reports.taskStopped(state(), stopped);
      case WorkerInput.SideChannelContributed contribution -> reports.contributed(contribution);
      case WorkerInput.TracesRecorded recorded -> reports.traced(recorded);
      case WorkerInput.DownloadReported(var progress) -> downloadReported(progress);
      case WorkerInput.Measured(var info) -> measurements.measured(info, tick);
      case WorkerInput.EdgeFound(var connection) ->
          out.emit(new TopologyEvent.TopologyEdgeCreated(out.eventId(), connection));
      case WorkerInput.EdgeLost(var connection) ->
          out.emit(new TopologyEvent.TopologyEdgeDeleted(out.eventId(), connection));
      case WorkerInput.DownloadCommandReceived(var command) -> {
        if (command.targetNodeId().equals(node)) {
          out.add(new WorkerOutput.PerformDownload(command));
        }
      }
    }
  }

  /**
   * Returns whether plan ticks do anything yet: not before the node knows what its master has made
   * of what an earlier process, or the log of another master, has left here.
   */
  public boolean isPlanning() {
    return earlierBoot.isSettled();
  }

  /** Returns the replica of State as far as it is known here. */
  public State state() {
    return global.state();
  }

  /**
   * Returns the state at the end of the log of this node: what it goes on from as a master. Behind
   * the replica while that takes in a log that does not continue this one.
   */
  public State logState() {
    return global.log().end();
  }

  /** Returns the runners of this node, in the order in which they were started. */
  public ImmutableList<LocalRunner> runners() {
    return runners.snapshot();
  }

  /** Returns the number of messages of other sessions or masters that were dropped (D15). */
  public long foreignMessages() {
    return global.foreignMessages();
  }

  /** Returns the number of own events that the stream of the master has not shown yet (D16). */
  public int unseenEvents() {
    return out.unseen().count();
  }

  /**
   * Returns the number of events that were refused because too many waited for the master. Anything
   * but 0 is an incident: State may never learn what they said.
   */
  public long refusedEvents() {
    return out.unseen().refused();
  }

  /** Returns the number of measurements that made room for other events. */
  public long droppedMeasurements() {
    return out.unseen().droppedMeasurements();
  }

  /** Returns the number of reports of runners that are gone or were started anew (D20). */
  public long staleReports() {
    return reports.staleReports();
  }

  private void plan() {
    tick++;
    out.unseen().tick();
    earlierBoot.greet(out);
    measurements.tick(tick);
    if (reports.checkDeadlines(state(), tick)) {
      idleness.disturb();
    }
    global.requestMissing(out, tick);
    if (earlierBoot.isSettled()) {
      performNextSteps();
    }
  }

  /** Performs one step, and before it some that take no time. */
  private void performNextSteps() {
    ImmutableSet<ModelId> deferred = downloads.deferred(tick);
    if (idleness.wouldDecideTheSame(state(), deferred)) {
      return;
    }
    boolean goOn = true;
    int performed = 0;
    while (goOn && performed < MAX_EASY_STEPS_PER_TICK) {
      Optional<PlannedStep> next = WorkerPlan.next(planInput(deferred));
      goOn = next.isPresent() && performer.isEasy(next.get());
      next.ifPresent(step -> performer.perform(step, tick));
      performed += next.isPresent() ? 1 : 0;
    }
    if (performed == 0) {
      unstarted.report(state(), runners, out);
    }
    idleness.planned(state(), deferred, performed > 0);
  }

  private PlanInput planInput(ImmutableSet<ModelId> deferred) {
    State state = state();
    return new PlanInput(
        node,
        runners.snapshot(),
        state.downloads(),
        earlierBoot.plannable(state),
        runners.withUnconfirmed(state.runners()),
        state.tasks(),
        inputChunks.counts(),
        deferred);
  }

  private void follow(SessionAnnouncement announcement) {
    if (announcement.session().equals(out.session())) {
      return;
    }
    boolean goesOn = global.follow(announcement);
    out.follow(announcement.session(), goesOn);
    if (!goesOn) {
      earlierBoot.startAnew();
      measurements.startAnew();
      runners.startAnew();
    }
    idleness.disturb();
  }

  private void led(State logState) {
    global.led(logState);
    runners.catchUp(state());
    idleness.disturb();
  }

  private void supersede(long laterBoot) {
    if (laterBoot > 0 && !superseded) {
      superseded = true;
      out.add(new WorkerOutput.Superseded(laterBoot));
    }
  }

  private void received(ForwarderEvent message) {
    if (global.admits(message.origin(), message.session())) {
      global.receive(message, tick).forEach(this::applied);
    }
  }

  private void received(StateSnapshot snapshot) {
    if (!global.admits(snapshot.origin(), snapshot.session())) {
      return;
    }
    supersede(earlierBoot.supersededBy(snapshot));
    if (snapshot.followerBoot() == boot && snapshot.followerStream() == out.stream()) {
      out.unseen().seenBefore(snapshot.followerNextIdx());
    }
    if (global.isBehind(snapshot)) {
      ImmutableList<IndexedEvent> behind = global.replaceBy(snapshot, tick);
      runners.catchUp(state());
      LostInput.fail(state(), inputChunks.counts(), out);
      earlierBoot.replaced(snapshot, state(), global.log(), runners, out);
      behind.forEach(this::applied);
    }
  }

  /**
   * An event is in the replica now. An own one has arrived for good: any later master either has it
   * too, or this node tells again what is true of it. While it waits behind a gap it may yet be
   * lost.
   */
  private void applied(IndexedEvent indexed) {
    Event event = indexed.event();
    if (global.isOfThisSession(indexed)) {
      out.unseen().seen(event.eventId());
    }
    supersede(earlierBoot.supersededBy(event));
    earlierBoot.applied(event, state(), global.log(), runners, out);
    idleness.applied(event, state());
    if (event instanceof RunnerStatusUpdated updated) {
      confirm(updated);
    } else if (event instanceof InputChunkReceived received) {
      inputChunks.received(received.commandId(), received.chunk());
      idleness.disturb();
    } else if (event instanceof JacclSideChannelGathered round) {
      reports.gathered(round);
    } else if (event instanceof TaskDeleted deleted) {
      runners.forget(deleted.taskId());
    }
  }

  private void confirm(RunnerStatusUpdated updated) {
    Long attempt = updated.attempt();
    RunnerSlot slot = attempt == null ? null : runners.get(updated.runnerId(), attempt);
    if (slot != null) {
      slot.confirmed = true;
      idleness.disturb();
    }
  }

  private void downloadReported(DownloadProgress progress) {
    out.emit(new NodeEvent.NodeDownloadProgress(out.eventId(), progress));
    var model = progress.shardMetadata().modelCard().modelId();
    earlierBoot.downloadTold(progress);
    switch (progress) {
      case DownloadProgress.DownloadCompleted _ -> {
        for (TaskId task : downloads.ended(model)) {
          out.emitStatus(task, TaskStatus.COMPLETE);
        }
      }
      case DownloadProgress.DownloadFailed failed -> {
        for (TaskId task : downloads.ended(model)) {
          out.emitFailure(task, "DownloadFailed", failed.errorMessage());
        }
        reports.downloadFailed(state(), model, failed.errorMessage());
        // What is pending is asked for again, after the back-off of the model.
        var pending =
            new DownloadProgress.DownloadPending(
                node, failed.shardMetadata(), failed.modelDirectory());
        earlierBoot.downloadTold(pending);
        out.emit(new NodeEvent.NodeDownloadProgress(out.eventId(), pending));
      }
      case DownloadProgress.DownloadPending _, DownloadProgress.DownloadOngoing _ -> {}
    }
  }
}
