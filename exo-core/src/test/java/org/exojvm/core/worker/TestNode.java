package org.exojvm.core.worker;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.Runner;
import org.exojvm.api.engine.RunnerListener;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.TaskOutcome;
import org.exojvm.api.engine.TraceSpan;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.core.engine.simulated.SimulatedDownloader;
import org.exojvm.core.engine.simulated.SimulatedEngine;
import org.exojvm.core.engine.simulated.SimulatedGroups;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.engine.simulated.VirtualTime;
import org.exojvm.core.id.IdSequence;

/** A worker with simulated hardware, wired to a {@link TestCluster}. */
final class TestNode {

  final NodeId id;
  final WorkerCore core;
  final SimulatedEngine engine;
  final SimulatedDownloader downloader;
  private final TestCluster cluster;
  private final Map<RunnerId, Runner> runners = new HashMap<>();
  private boolean dead;
  private boolean planning = true;
  final List<WorkerOutput.DeliverSideChannel> rounds = new ArrayList<>();

  TestNode(NodeId id, TestCluster cluster, VirtualTime time, SimulatedGroups groups) {
    this.id = id;
    this.cluster = cluster;
    this.core = new WorkerCore(id, TestCluster.SESSION, new IdSequence(id.value()));
    this.engine = new SimulatedEngine(groups);
    this.downloader =
        new SimulatedDownloader(
            id,
            time,
            SimulatedTimings.DEFAULT,
            progress -> step(new WorkerInput.DownloadReported(progress)));
    planForEver(time);
  }

  void step(WorkerInput input) {
    if (!dead) {
      core.step(input).forEach(this::perform);
    }
  }

  void kill() {
    dead = true;
    engine.powerOff();
  }

  void pausePlanning() {
    planning = false;
  }

  void resumePlanning() {
    planning = true;
  }

  private void planForEver(VirtualTime time) {
    time.after(
        WorkerCore.PLAN_TICK_MILLIS,
        () -> {
          if (planning) {
            step(new WorkerInput.PlanTick());
          }
          planForEver(time);
        });
  }

  private void perform(WorkerOutput output) {
    switch (output) {
      case WorkerOutput.EmitEvent(var message) -> cluster.receive(message);
      case WorkerOutput.SendCommand(var message) -> cluster.receive(message);
      case WorkerOutput.SendDownloadCommand(var message) ->
          step(new WorkerInput.DownloadCommandReceived(message.command()));
      case WorkerOutput.ChunkOut(var command, var chunk, var _) -> cluster.output(command, chunk);
      case WorkerOutput.PerformDownload(var command) -> downloader.perform(command);
      case WorkerOutput.StartRunner(var bound) ->
          runners.put(bound.boundRunnerId(), engine.start(bound, new Reports(bound)));
      case WorkerOutput.ConnectRunner(var runner) -> runner(runner).connect();
      case WorkerOutput.LoadRunner(var runner) -> runner(runner).load();
      case WorkerOutput.WarmUpRunner(var runner) -> runner(runner).warmUp();
      case WorkerOutput.RunTask(var runner, var task) -> runner(runner).run(task);
      case WorkerOutput.CancelRunnerTask(var runner, var task) -> runner(runner).cancel(task);
      case WorkerOutput.StopRunner(var runner) -> runner(runner).close();
      case WorkerOutput.DeliverSideChannel delivered -> {
        rounds.add(delivered);
        Runner receiver = runners.get(delivered.runnerId());
        if (receiver != null) {
          receiver.deliver(delivered.sequence(), delivered.gathered());
        }
      }
      case WorkerOutput.JournalEvents _, WorkerOutput.ReplaceJournal _ -> {}
      case WorkerOutput.Superseded _ -> kill();
    }
  }

  private Runner runner(RunnerId runner) {
    return Objects.requireNonNull(runners.get(runner));
  }

  private final class Reports implements RunnerListener {
    private final RunnerId runner;
    private final long attempt;

    Reports(BoundInstance bound) {
      this.runner = bound.boundRunnerId();
      this.attempt = bound.instance().attempt();
    }

    @Override
    public void onStatus(RunnerStatus status) {
      step(new WorkerInput.RunnerReported(runner, attempt, status));
    }

    @Override
    public void onChunk(TaskId task, GenerationChunk chunk) {
      step(new WorkerInput.ChunkProduced(runner, task, chunk));
    }

    @Override
    public void onContribution(long sequence, Bytes data) {
      step(new WorkerInput.SideChannelContributed(runner, attempt, sequence, data));
    }

    @Override
    public void onTraces(TaskId task, ImmutableList<TraceSpan> spans) {
      step(new WorkerInput.TracesRecorded(runner, attempt, task, spans));
    }

    @Override
    public void onTaskStopped(TaskId task, TaskOutcome outcome) {
      step(new WorkerInput.TaskStopped(runner, attempt, task, outcome));
    }
  }
}
