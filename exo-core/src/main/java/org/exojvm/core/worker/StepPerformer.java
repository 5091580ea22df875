package org.exojvm.core.worker;

import org.exojvm.api.engine.RunnerTask;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.command.DownloadCommand.StartDownload;
import org.exojvm.core.event.TaskEvent;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;

/** Turns a planned step into its task, the calls to the engine and the messages it takes. */
final class StepPerformer {

  /** Time a runner has to stop, in plan ticks: 3 s. Longer: a stuck runner holds up a retry. */
  static final long STOP_DEADLINE_TICKS = 30;

  private static final String UNSUPPORTED =
      "Runners generate text only. Maybe ask a model that answers in text.";

  private final RunnerTable runners;
  private final DownloadRequests downloads;
  private final Outbox out;

  StepPerformer(RunnerTable runners, DownloadRequests downloads, Outbox out) {
    this.runners = runners;
    this.downloads = downloads;
    this.out = out;
  }

  /** Returns whether a step asks nothing of the runner, so that another may follow at once. */
  boolean isEasy(PlannedStep step) {
    return step instanceof PlannedStep.LeaveTask leave
        && !slotOf(leave).worksOn(leave.cancelledTaskId());
  }

  void perform(PlannedStep step, long tick) {
    if (step instanceof PlannedStep.Download again && downloads.isOpen(modelOf(again))) {
      // Nothing was heard of the download: the request may be lost, but its task is still open.
      downloads.asked(modelOf(again), tick);
      startDownload(again);
      return;
    }
    Task task = PlannedTasks.taskFor(step, out.ids());
    TaskId id = task.taskId();
    if (!(step instanceof PlannedStep.Generate)) {
      out.emit(new TaskEvent.TaskCreated(out.eventId(), id, task));
    }
    switch (step) {
      case PlannedStep.Start start -> start(start, id);
      case PlannedStep.LeaveTask leave -> leave(leave, id);
      case PlannedStep.Stop stop -> stop(stop, id, tick);
      case PlannedStep.Download download -> download(download, id, tick);
      case PlannedStep.Connect connect ->
          phase(connect, id, new WorkerOutput.ConnectRunner(connect.runnerId()));
      case PlannedStep.Load load -> phase(load, id, new WorkerOutput.LoadRunner(load.runnerId()));
      case PlannedStep.WarmUp warmUp ->
          phase(warmUp, id, new WorkerOutput.WarmUpRunner(warmUp.runnerId()));
      case PlannedStep.Generate generate -> generate(generate);
    }
  }

  private void start(PlannedStep.Start step, TaskId task) {
    runners.add(new RunnerSlot(step.bound()));
    out.add(new WorkerOutput.StartRunner(step.bound()));
    out.emitStatus(task, TaskStatus.COMPLETE);
  }

  private void leave(PlannedStep.LeaveTask step, TaskId task) {
    RunnerSlot slot = slotOf(step);
    slot.cancelled.add(step.cancelledTaskId());
    if (slot.worksOn(step.cancelledTaskId())) {
      slot.leaving.put(step.cancelledTaskId(), task);
      out.add(new WorkerOutput.CancelRunnerTask(slot.runnerId(), step.cancelledTaskId()));
      out.emitStatus(task, TaskStatus.RUNNING);
    } else {
      out.emitStatus(task, TaskStatus.COMPLETE);
    }
  }

  private void stop(PlannedStep.Stop step, TaskId task, long tick) {
    RunnerSlot slot = slotOf(step);
    out.add(new WorkerOutput.StopRunner(slot.runnerId()));
    if (slot.status.isTerminal()) {
      runners.remove(slot);
      out.emitStatus(task, TaskStatus.COMPLETE);
    } else {
      slot.stopTask = task;
      slot.stopDeadlineTick = tick + STOP_DEADLINE_TICKS;
      out.emitStatus(task, TaskStatus.RUNNING);
    }
  }

  private void download(PlannedStep.Download step, TaskId task, long tick) {
    downloads.asked(modelOf(step), task, tick);
    startDownload(step);
    out.emitStatus(task, TaskStatus.RUNNING);
  }

  private void startDownload(PlannedStep.Download step) {
    out.send(new StartDownload(out.ids().nextCommandId(), out.node(), step.shard()));
  }

  private static ModelId modelOf(PlannedStep.Download step) {
    return step.shard().modelCard().modelId();
  }

  private void phase(PlannedStep step, TaskId task, WorkerOutput.EngineCall call) {
    RunnerSlot slot = slotOf(step);
    slot.phaseTask = task;
    slot.awaitingAck = true;
    out.add(call);
  }

  private void generate(PlannedStep.Generate step) {
    RunnerSlot slot = slotOf(step);
    slot.given.add(step.task().taskId());
    switch (step.task()) {
      case GenerationTask.TextGeneration text -> {
        slot.request = text;
        slot.awaitingAck = true;
        out.add(
            new WorkerOutput.RunTask(
                slot.runnerId(),
                new RunnerTask.GenerateText(text.taskId(), text.commandId(), text.taskParams())));
      }
      case GenerationTask.ImageGeneration _, GenerationTask.ImageEdits _ -> {
        if (slot.speaksForGroup()) {
          RequestReports.failed(out, slot, step.task(), "UnsupportedTask", UNSUPPORTED);
        }
      }
    }
  }

  private RunnerSlot slotOf(PlannedStep step) {
    RunnerSlot slot = runners.get(step.runnerId());
    if (slot == null) {
      throw new IllegalStateException(
          "The plan names runner "
              + step.runnerId()
              + ", which this node does not have. Plan from a snapshot of its own runners.");
    }
    return slot;
  }
}
