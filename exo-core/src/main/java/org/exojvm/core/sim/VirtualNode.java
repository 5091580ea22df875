package org.exojvm.core.sim;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
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
import org.exojvm.api.instance.ShardWeights;
import org.exojvm.api.model.Memory;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.transport.Topic;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.engine.simulated.SimulatedDownloader;
import org.exojvm.core.engine.simulated.SimulatedEngine;
import org.exojvm.core.engine.simulated.SimulatedGroups;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.worker.WorkerCore;
import org.exojvm.core.worker.WorkerInput;
import org.exojvm.core.worker.WorkerOutput;

/** The shell of a worker on virtual time: measurements, links, the runners of the node. */
final class VirtualNode {

  private final NodeId node;
  private final ClusterInformation information;
  private final WorkerCore core;
  private final VirtualTime time;
  private final VirtualLink link;
  private final SimulatedEngine engine;
  private final SimulatedDownloader downloads;
  private final ClusterListener listener;
  private final Map<RunnerId, Runner> runners = new HashMap<>();
  private final Map<RunnerId, Memory> held = new HashMap<>();
  private final Set<Connection> lostLinks = new LinkedHashSet<>();
  private boolean alive = true;

  VirtualNode(
      NodeId node,
      SessionId session,
      ClusterInformation information,
      VirtualClusterBuilder parts,
      VirtualLink link,
      SimulatedGroups groups,
      VirtualTime time,
      long skewMillis) {
    this.node = node;
    this.information = information;
    this.time = time;
    this.listener = parts.listener;
    this.core =
        new WorkerCore(node, session, new IdSequence("x" + session.electionClock() + "." + node));
    this.engine = new SimulatedEngine(groups);
    this.downloads =
        new SimulatedDownloader(
            node,
            time,
            parts.settings.hardware(),
            progress -> step(new WorkerInput.DownloadReported(progress)));
    this.link = link;
    link.subscribe(this::receive);
    link.onSnapshot(snapshot -> step(new WorkerInput.SnapshotReceived(snapshot)));
    time.after(0, this::introduce);
    // Nodes do not plan in step: what one does between two looks of another must not matter.
    time.after(
        skewMillis,
        () ->
            time.every(parts.settings.planPeriodMillis(), () -> step(new WorkerInput.PlanTick())));
    time.every(parts.settings.heartbeatPeriodMillis(), this::measureMemory);
  }

  boolean isAlive() {
    return alive;
  }

  /** Stops everything at once, as a power cut does. */
  void kill() {
    alive = false;
    link.close();
    engine.powerOff();
    runners.clear();
  }

  /** Makes a runner die with a message; unknown ones are ignored. */
  void failRunner(RunnerId runner, String message) {
    engine.crash(runner, message);
  }

  /** Reports links of this node that no longer work. */
  void loseLinks(Iterable<Connection> connections) {
    for (Connection connection : connections) {
      if (lostLinks.add(connection)) {
        step(new WorkerInput.EdgeLost(connection));
      }
    }
  }

  /** Reports links of this node that work again. */
  void regainLinks(Iterable<Connection> connections) {
    for (Connection connection : connections) {
      if (lostLinks.remove(connection)) {
        step(new WorkerInput.EdgeFound(connection));
      }
    }
  }

  private void introduce() {
    information.factsOf(node).forEach(info -> step(new WorkerInput.Measured(info)));
    measureMemory();
    information
        .connectionsFrom(node)
        .forEach(connection -> step(new WorkerInput.EdgeFound(connection)));
  }

  private void measureMemory() {
    Memory sum = held.values().stream().reduce(Memory.ZERO, Memory::plus);
    information.memoryOf(node, sum).ifPresent(info -> step(new WorkerInput.Measured(info)));
  }

  private void receive(Topic topic, byte[] payload) {
    switch (topic) {
      case GLOBAL_EVENTS ->
          step(new WorkerInput.GlobalEvent(link.decode(WireTypes.FORWARDER_EVENT, payload)));
      case DOWNLOAD_COMMANDS ->
          step(
              new WorkerInput.DownloadCommandReceived(
                  link.decode(WireTypes.FORWARDER_DOWNLOAD_COMMAND, payload).command()));
      case LOCAL_EVENTS, COMMANDS, ELECTION_MESSAGES -> {
        // Not for a worker.
      }
    }
  }

  private void step(WorkerInput input) {
    if (alive) {
      core.step(input).forEach(this::carryOut);
    }
  }

  private void carryOut(WorkerOutput output) {
    switch (output) {
      case WorkerOutput.EmitEvent emit ->
          link.publish(Topic.LOCAL_EVENTS, WireTypes.FORWARDER_EVENT, emit.message());
      case WorkerOutput.SendCommand send ->
          link.publish(Topic.COMMANDS, WireTypes.FORWARDER_COMMAND, send.message());
      case WorkerOutput.SendDownloadCommand send ->
          link.publish(
              Topic.DOWNLOAD_COMMANDS, WireTypes.FORWARDER_DOWNLOAD_COMMAND, send.message());
      case WorkerOutput.ChunkOut chunk ->
          listener.onChunk(time.nowMillis(), chunk.commandId(), chunk.chunk());
      case WorkerOutput.PerformDownload perform -> downloads.perform(perform.command());
      case WorkerOutput.StartRunner start -> start(start);
      case WorkerOutput.JournalEvents _, WorkerOutput.ReplaceJournal _ -> {
        // Nodes of a virtual cluster keep no log.
      }
      case WorkerOutput.Superseded _ -> {
        // No node is ever started twice here.
      }
      case WorkerOutput.EngineCall call -> call(call);
    }
  }

  private void start(WorkerOutput.StartRunner start) {
    Reports reports = new Reports(start);
    runners.put(start.runnerId(), engine.start(start.bound(), reports));
  }

  private void call(WorkerOutput.EngineCall call) {
    Runner runner = runners.get(call.runnerId());
    if (runner == null) {
      return;
    }
    switch (call) {
      case WorkerOutput.ConnectRunner _ -> runner.connect();
      case WorkerOutput.LoadRunner _ -> runner.load();
      case WorkerOutput.WarmUpRunner _ -> runner.warmUp();
      case WorkerOutput.RunTask run -> runner.run(run.task());
      case WorkerOutput.CancelRunnerTask cancel -> runner.cancel(cancel.taskId());
      case WorkerOutput.StopRunner _ -> {
        runners.remove(call.runnerId());
        runner.close();
      }
      case WorkerOutput.DeliverSideChannel round ->
          runner.deliver(round.sequence(), round.gathered());
      case WorkerOutput.StartRunner _ -> throw new IllegalStateException("started elsewhere");
    }
  }

  /** Passes on what one runner reports, and keeps the books on the memory it holds. */
  private final class Reports implements RunnerListener {

    private final WorkerOutput.StartRunner start;

    Reports(WorkerOutput.StartRunner start) {
      this.start = start;
    }

    @Override
    public void onStatus(RunnerStatus status) {
      step(new WorkerInput.RunnerReported(start.runnerId(), start.attempt(), status));
      // After the report: only a later measurement ends what is reserved for the runner (D9).
      if (status instanceof RunnerStatus.RunnerLoaded) {
        held.put(start.runnerId(), ShardWeights.of(start.bound().boundShard()));
        measureMemory();
      } else if (status.isTerminal() && held.remove(start.runnerId()) != null) {
        measureMemory();
      }
    }

    @Override
    public void onChunk(TaskId task, GenerationChunk chunk) {
      step(new WorkerInput.ChunkProduced(start.runnerId(), task, chunk));
    }

    @Override
    public void onContribution(long sequence, Bytes data) {
      step(
          new WorkerInput.SideChannelContributed(
              start.runnerId(), start.attempt(), sequence, data));
    }

    @Override
    public void onTraces(TaskId task, ImmutableList<TraceSpan> spans) {
      step(new WorkerInput.TracesRecorded(start.runnerId(), start.attempt(), task, spans));
    }

    @Override
    public void onTaskStopped(TaskId task, TaskOutcome outcome) {
      step(new WorkerInput.TaskStopped(start.runnerId(), start.attempt(), task, outcome));
    }
  }
}
