package org.exojvm.core.simulation;

import java.util.function.Consumer;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.engine.simulated.SimulatedDownloader;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;
import org.exojvm.core.worker.WorkerCore;
import org.exojvm.core.worker.WorkerInput;
import org.exojvm.core.worker.WorkerOutput;
import org.jspecify.annotations.Nullable;

/** The core of a worker with its plan ticks: carries out what the core wants. */
final class SimulatedWorker {

  private final SimulatedCluster cluster;
  private final Machine machine;
  private final SimulatedNode node;
  private final WorkerCore core;
  private final WorkerStep step;
  private final PlanTurns turns;
  private final SimulatedDownloader downloads;

  /** Creates a worker that plans from the next tick on. */
  SimulatedWorker(SimulatedCluster cluster, Machine machine, SimulatedNode node, State recovered) {
    this.cluster = cluster;
    this.machine = machine;
    this.node = node;
    this.core =
        new WorkerCore(node.id(), new IdSequence("w" + node.boot()), node.boot(), recovered);
    this.step = cluster.seams().worker(node.id(), core);
    this.turns = new PlanTurns(cluster.clock(), machine.index, this::leftOut, this::plan);
    Consumer<DownloadProgress> report =
        progress -> node.take(new WorkerInput.DownloadReported(progress));
    this.downloads =
        new SimulatedDownloader(node.id(), cluster.clock(), cluster.settings().hardware(), report);
    turns.nextAfter(0);
  }

  State state() {
    return core.state();
  }

  /** Returns the state at the end of the log of the node, as far as the worker writes it. */
  State logState() {
    return core.logState();
  }

  boolean isPlanning() {
    return core.isPlanning();
  }

  void pause() {
    turns.pause();
  }

  void goOn() {
    turns.goOn();
  }

  void perform(WorkerInput input) {
    turns.catchUp();
    stepped(input);
  }

  private void plan() {
    if (node.isAlive()) {
      stepped(new WorkerInput.PlanTick());
    }
  }

  private void stepped(WorkerInput input) {
    step.step(input).forEach(this::carryOut);
    turns.nextAfter(cluster.everyTick() ? 0 : core.idleTicks());
  }

  private void leftOut(long ticks) {
    var _ = step.step(new WorkerInput.TicksLeftOut(ticks));
  }

  private void carryOut(WorkerOutput output) {
    switch (output) {
      case WorkerOutput.EmitEvent emit -> {
        cluster.laws().memory().reported(machine, emit.message().event());
        sendToMaster(emit.message().session(), new Message.FromWorker(emit.message()));
      }
      case WorkerOutput.SendCommand send ->
          sendToMaster(send.message().session(), new Message.ToMaster(send.message()));
      case WorkerOutput.SendDownloadCommand send ->
          cluster.network().sendToAll(machine.index, new Message.ToDownloader(send.message()));
      case WorkerOutput.ChunkOut chunk -> cluster.workload().output(chunk);
      case WorkerOutput.PerformDownload perform -> downloads.perform(perform.command());
      case WorkerOutput.Superseded _ -> cluster.powerOff(machine);
      case WorkerOutput.EngineCall call -> node.runners().call(call);
      case WorkerOutput.JournalEvents journal -> node.journal(journal.events());
      case WorkerOutput.ReplaceJournal replace -> node.replaceJournal(replace.state());
    }
  }

  private void sendToMaster(@Nullable SessionId obeyed, Message message) {
    if (obeyed != null) {
      cluster.sendTo(machine, obeyed.masterNodeId(), message);
    }
  }
}
