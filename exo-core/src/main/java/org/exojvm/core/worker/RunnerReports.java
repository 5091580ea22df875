package org.exojvm.core.worker;

import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.id.ModelId;
import org.exojvm.core.event.RunnerEvent;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelData;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelGathered;
import org.exojvm.core.event.StreamEvent.TracesCollected;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.TaskStatus;

/** Follows the reports of the runners and moves their tasks on. */
final class RunnerReports {

  private final RunnerTable runners;
  private final Outbox out;
  private long staleReports;

  RunnerReports(RunnerTable runners, Outbox out) {
    this.runners = runners;
    this.out = out;
  }

  /** Returns the number of reports of runners that are gone or were started anew (D20). */
  long staleReports() {
    return staleReports;
  }

  void reported(State state, WorkerInput.RunnerReported report) {
    RunnerSlot slot = runners.get(report.runnerId(), report.attempt());
    if (slot == null || slot.status.isTerminal()) {
      staleReports++;
      return;
    }
    slot.status = report.status();
    slot.awaitingAck = false;
    out.emit(
        new RunnerEvent.RunnerStatusUpdated(
            out.eventId(), slot.runnerId(), report.status(), slot.attempt()));
    moveTasks(state, slot, report.status());
  }

  void taskStopped(State state, WorkerInput.TaskStopped stopped) {
    RunnerSlot slot = runners.get(stopped.runnerId(), stopped.attempt());
    if (slot == null) {
      staleReports++;
      return;
    }
    if (slot.worksOn(stopped.taskId())) {
      slot.awaitingAck = false;
    }
    RequestReports.left(out, state, slot, stopped.taskId(), stopped.outcome());
  }

  void chunk(WorkerInput.ChunkProduced produced) {
    RunnerSlot slot = runners.get(produced.runnerId());
    GenerationTask request = slot == null ? null : slot.request;
    if (request == null || !request.taskId().equals(produced.taskId())) {
      staleReports++;
      return;
    }
    out.add(new WorkerOutput.ChunkOut(request.commandId(), produced.chunk(), request.origin()));
  }

  void contributed(WorkerInput.SideChannelContributed contribution) {
    RunnerSlot slot = runners.get(contribution.runnerId(), contribution.attempt());
    if (slot == null) {
      staleReports++;
      return;
    }
    out.emit(
        new JacclSideChannelData(
            out.eventId(),
            slot.bound.instance().instanceId(),
            slot.runnerId(),
            contribution.sequence(),
            contribution.data(),
            slot.attempt()));
  }

  void traced(WorkerInput.TracesRecorded recorded) {
    RunnerSlot slot = runners.get(recorded.runnerId(), recorded.attempt());
    if (slot == null) {
      staleReports++;
      return;
    }
    out.emit(
        new TracesCollected(
            out.eventId(),
            recorded.taskId(),
            slot.bound.boundShard().deviceRank(),
            recorded.traces()));
  }

  /** Hands a round to the runners of its attempt. */
  void gathered(JacclSideChannelGathered round) {
    for (RunnerSlot slot : runners.all()) {
      boolean same = slot.bound.instance().instanceId().equals(round.instanceId());
      if (same
          && (round.attempt() == null || round.attempt() == slot.attempt())
          && round.sequence() > slot.deliveredRound) {
        slot.deliveredRound = round.sequence();
        out.add(
            new WorkerOutput.DeliverSideChannel(
                slot.runnerId(), round.sequence(), round.gatheredData()));
      }
    }
  }

  /**
   * Gives up runners that were told to stop and have not done so in time.
   *
   * @return whether there was one
   */
  boolean checkDeadlines(State state, long tick) {
    boolean any = false;
    for (RunnerSlot slot : runners.all()) {
      if (slot.stopTask != null && tick >= slot.stopDeadlineTick) {
        out.emit(
            new RunnerEvent.RunnerStatusUpdated(
                out.eventId(), slot.runnerId(), new RunnerStatus.RunnerShutdown(), slot.attempt()));
        ended(state, slot, TaskOutcome.CANCELLED, TaskStatus.TIMED_OUT);
        any = true;
      }
    }
    return any;
  }

  /**
   * Fails the runners that wait for a model that will not come, so that the master decides (D3).
   */
  void downloadFailed(State state, ModelId model, String message) {
    for (RunnerSlot slot : runners.all()) {
      if (slot.bound.boundShard().modelCard().modelId().equals(model) && waitsForWeights(slot)) {
        reported(
            state,
            new WorkerInput.RunnerReported(
                slot.runnerId(),
                slot.attempt(),
                new RunnerStatus.RunnerFailed("Download failed: " + message)));
      }
    }
  }

  private static boolean waitsForWeights(RunnerSlot slot) {
    return slot.status instanceof RunnerStatus.RunnerIdle
        || slot.status instanceof RunnerStatus.RunnerConnecting
        || slot.status instanceof RunnerStatus.RunnerConnected;
  }

  private void moveTasks(State state, RunnerSlot slot, RunnerStatus status) {
    switch (status) {
      case RunnerStatus.RunnerConnecting _,
          RunnerStatus.RunnerLoading _,
          RunnerStatus.RunnerWarmingUp _ ->
          phaseStarted(slot);
      case RunnerStatus.RunnerConnected _,
          RunnerStatus.RunnerLoaded _,
          RunnerStatus.RunnerReady _ ->
          phaseEnded(slot);
      case RunnerStatus.RunnerRunning _ -> requestStarted(state, slot);
      case RunnerStatus.RunnerFailed failed -> failed(state, slot, failed);
      case RunnerStatus.RunnerShutdown _ ->
          ended(state, slot, TaskOutcome.CANCELLED, TaskStatus.COMPLETE);
      case RunnerStatus.RunnerIdle _, RunnerStatus.RunnerShuttingDown _ -> {}
    }
  }

  private void phaseStarted(RunnerSlot slot) {
    if (slot.phaseTask != null) {
      out.emitStatus(slot.phaseTask, TaskStatus.RUNNING);
    }
  }

  private void phaseEnded(RunnerSlot slot) {
    if (slot.phaseTask != null) {
      out.emitStatus(slot.phaseTask, TaskStatus.COMPLETE);
      slot.phaseTask = null;
    }
  }

  private void requestStarted(State state, RunnerSlot slot) {
    if (slot.speaksForGroup() && slot.request != null) {
      RequestReports.started(out, state, slot.request.taskId());
    }
  }

  private void failed(State state, RunnerSlot slot, RunnerStatus.RunnerFailed failure) {
    if (slot.phaseTask != null) {
      String message = failure.errorMessage();
      out.emitFailure(slot.phaseTask, "RunnerFailed", message == null ? "Runner failed" : message);
      slot.phaseTask = null;
    }
    ended(state, slot, TaskOutcome.FAILED, TaskStatus.COMPLETE);
  }

  /** Ends everything the runner was at; one that was told to stop is forgotten. */
  private void ended(State state, RunnerSlot slot, TaskOutcome outcome, TaskStatus stopStatus) {
    GenerationTask request = slot.request;
    if (request != null) {
      RequestReports.left(out, state, slot, request.taskId(), outcome);
    }
    slot.leaving.values().forEach(leaving -> out.emitStatus(leaving, TaskStatus.COMPLETE));
    slot.leaving.clear();
    if (slot.phaseTask != null) {
      out.emitStatus(slot.phaseTask, TaskStatus.FAILED);
      slot.phaseTask = null;
    }
    if (slot.stopTask != null) {
      out.emitStatus(slot.stopTask, stopStatus);
      runners.remove(slot);
    }
  }
}
