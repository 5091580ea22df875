package org.exojvm.core.simulation;

import org.exojvm.api.id.NodeId;
import org.exojvm.core.engine.simulated.SimulatedDownloader;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
import org.exojvm.core.worker.WorkerCore;
import org.exojvm.core.worker.WorkerInput;
import org.exojvm.core.worker.WorkerOutput;

/** The shell of one worker: brings its core what happens, and carries out what the core wants. */
final class SimulatedNode {

  private final SimulatedCluster cluster;
  private final Machine machine;
  private final NodeId id;
  private final WorkerCore core;
  private final WorkerStep step;
  private final PlanTurns turns;
  private final NodeRunners runners;
  private final SimulatedDownloader downloads;
  private final ReplicaLaw.Replica replica;
  private boolean alive = true;

  SimulatedNode(SimulatedCluster cluster, Machine machine, NodeId id) {
    this.cluster = cluster;
    this.machine = machine;
    this.id = id;
    this.core =
        new WorkerCore(
            id,
            cluster.session(),
            new IdSequence("w" + machine.lives() + "." + machine.index),
            machine.lives() + 1L);
    this.step = cluster.seams().worker(id, core);
    this.turns = new PlanTurns(cluster.clock(), machine.index, this::leftOut, this::plan);
    this.runners = new NodeRunners(cluster, machine, this);
    this.downloads =
        new SimulatedDownloader(
            id,
            cluster.clock(),
            cluster.settings().hardware(),
            progress -> take(new WorkerInput.DownloadReported(progress)));
    this.replica = cluster.laws().replicas().follow(id);
    turns.nextAfter(0);
  }

  NodeId id() {
    return id;
  }

  State state() {
    return core.state();
  }

  NodeRunners runners() {
    return runners;
  }

  boolean isAlive() {
    return alive;
  }

  void powerOff() {
    alive = false;
    runners.powerOff();
  }

  void receive(Message message) {
    switch (message) {
      case Message.FromMaster(ForwarderEvent event, long hash) -> follow(event, hash);
      case Message.Snapshot(StateSnapshot snapshot) -> start(snapshot);
      case Message.ToDownloader(var command) ->
          take(new WorkerInput.DownloadCommandReceived(command.command()));
      case Message.FromWorker(ForwarderEvent event) -> cluster.master().receive(event);
      case Message.ToMaster(var command) -> cluster.master().receive(command);
    }
  }

  /** Brings the core something that happened, when the machine does not stand still. */
  void take(WorkerInput input) {
    machine.whenRunning(
        () -> {
          if (alive) {
            perform(input);
          }
        });
  }

  private void follow(ForwarderEvent event, long hash) {
    State before = core.state();
    replica.received(event.originIdx(), hash);
    perform(new WorkerInput.GlobalEvent(event));
    State after = core.state();
    if (after.lastEventAppliedIdx() > before.lastEventAppliedIdx()) {
      replica.applied(after);
      runners.instancesChanged(before, after);
    }
  }

  private void start(StateSnapshot snapshot) {
    State before = core.state();
    perform(new WorkerInput.SnapshotReceived(snapshot));
    State after = core.state();
    if (after.lastEventAppliedIdx() > before.lastEventAppliedIdx()) {
      replica.replaced(snapshot.state(), after);
      runners.instancesChanged(before, after);
    }
  }

  void pause() {
    turns.pause();
  }

  void goOn() {
    turns.goOn();
  }

  private void plan() {
    if (alive) {
      stepped(new WorkerInput.PlanTick());
    }
  }

  private void perform(WorkerInput input) {
    turns.catchUp();
    stepped(input);
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
        cluster.sendToMaster(machine, new Message.FromWorker(emit.message()));
      }
      case WorkerOutput.SendCommand send ->
          cluster.sendToMaster(machine, new Message.ToMaster(send.message()));
      case WorkerOutput.SendDownloadCommand send ->
          cluster.network().sendToAll(machine.index, new Message.ToDownloader(send.message()));
      case WorkerOutput.ChunkOut chunk -> cluster.workload().output(chunk);
      case WorkerOutput.PerformDownload perform -> downloads.perform(perform.command());
      case WorkerOutput.Superseded _ -> powerOff();
      case WorkerOutput.EngineCall call -> runners.call(call);
    }
  }
}
