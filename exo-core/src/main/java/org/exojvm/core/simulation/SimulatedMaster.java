package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.journal.MemoryEventLog;
import org.exojvm.core.journal.Replays;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.MasterOutput;
import org.exojvm.core.process.Effect;
import org.exojvm.core.process.PlacementRound;
import org.exojvm.core.state.State;

/** The shell of the master: journals, broadcasts, answers, and does the slow work. */
final class SimulatedMaster {

  private static final long TICK_MILLIS = 1_000;
  private static final long CARD_MILLIS = 50;
  private static final long LONGEST_SEARCH_MILLIS = 200;

  private final SimulatedCluster cluster;
  private final Machine machine;
  private final MasterStep core;
  private final MemoryEventLog log;
  private final Dice dice;

  SimulatedMaster(SimulatedCluster cluster, Machine machine, MasterStep core) {
    this.cluster = cluster;
    this.machine = machine;
    this.core = core;
    this.dice = cluster.dice().split("master");
    try {
      this.log = MemoryEventLog.open(cluster.disk());
    } catch (JournalException impossible) {
      throw new IllegalStateException("A new disk is in use.", impossible);
    }
    cluster
        .clock()
        .every(TICK_MILLIS, TICK_MILLIS, SimulationClock.MASTER_LANE, this::tickUnlessPaused);
  }

  State state() {
    return core.state();
  }

  MemoryEventLog log() {
    return log;
  }

  void receive(ForwarderEvent event) {
    take(new MasterInput.EventReceived(event));
  }

  void receive(ForwarderCommand command) {
    take(new MasterInput.CommandReceived(command.origin(), command.command()));
  }

  /** Ticks that a pause has swallowed are not made up for. */
  private void tickUnlessPaused() {
    if (!machine.isPaused()) {
      step(new MasterInput.TickElapsed());
    }
  }

  private void take(MasterInput input) {
    machine.whenRunning(() -> step(input));
  }

  private void step(MasterInput input) {
    ImmutableList<MasterOutput> outputs = core.step(input);
    if (outputs.isEmpty()) {
      return;
    }
    journal(outputs);
    outputs.forEach(this::carryOut);
  }

  /** What is journalled comes first: nothing is told that a crash could take back. */
  private void journal(ImmutableList<MasterOutput> outputs) {
    List<LogEntry> entries = new ArrayList<>();
    long stamp = cluster.clock().nowMillis() + machine.clockAheadMillis;
    for (MasterOutput output : outputs) {
      if (output instanceof MasterOutput.EventIndexed(IndexedEvent event)) {
        entries.add(new LogEntry(event, stamp));
      }
    }
    if (!entries.isEmpty()) {
      log.append(entries);
      log.commit();
      cluster.laws().indexed(entries, core.state());
    }
  }

  private void carryOut(MasterOutput output) {
    switch (output) {
      case MasterOutput.EventIndexed(IndexedEvent event) -> send(event);
      case MasterOutput.CommandAnswered answered -> answer(answered.answer());
      case MasterOutput.EffectRequested requested -> start(requested.effect());
      case MasterOutput.ReplayRequested replay -> replay(replay);
      case MasterOutput.SnapshotRequested(var origin, var snapshot) ->
          sendTo(origin, new Message.Snapshot(snapshot));
      case MasterOutput.IncidentNoted noted -> cluster.laws().noted(noted.what(), noted.detail());
    }
  }

  private void answer(CommandAnswer answer) {
    cluster.clock().after(1, () -> cluster.workload().answered(answer));
  }

  private void send(IndexedEvent event) {
    cluster
        .network()
        .sendToAll(
            machine.index,
            message(
                new ForwarderEvent(
                    event.idx(),
                    cluster.session().masterNodeId(),
                    cluster.session(),
                    event.event(),
                    event.sourceNode())));
  }

  private Message message(ForwarderEvent event) {
    return new Message.FromMaster(event, cluster.laws().replicas().hashOf(event.originIdx()));
  }

  private void replay(MasterOutput.ReplayRequested replay) {
    if (replay.sinceIdx() < log.firstIdx()) {
      step(new MasterInput.ReplayUnavailable(replay.origin(), replay.sinceIdx()));
      return;
    }
    try {
      for (ForwarderEvent event :
          Replays.read(log, cluster.session(), replay.sinceIdx(), replay.count())) {
        sendTo(replay.origin(), message(event));
      }
    } catch (JournalException impossible) {
      throw new IllegalStateException("A log in memory has failed.", impossible);
    }
  }

  private void sendTo(NodeId node, Message message) {
    int to = cluster.machineOf(node);
    if (to >= 0) {
      cluster.network().send(machine.index, to, message);
    }
  }

  private void start(Effect effect) {
    switch (effect) {
      case Effect.LoadModelCard load -> later(CARD_MILLIS, loaded(load.modelId()));
      case Effect.SearchPlacements round ->
          later(
              dice.between(1, LONGEST_SEARCH_MILLIS),
              new MasterInput.PlacementsFound(
                  round, PlacementRound.run(cluster.strategies(), round.searches())));
      case Effect.SearchDirectPlacement search ->
          later(
              dice.between(1, LONGEST_SEARCH_MILLIS),
              new MasterInput.DirectPlacementFound(
                  search, cluster.strategies().place(search.strategy(), search.request())));
      case Effect.SendDownloadCommand send ->
          cluster
              .network()
              .sendToAll(
                  machine.index,
                  new Message.ToDownloader(
                      new ForwarderDownloadCommand(
                          cluster.session().masterNodeId(), send.command())));
    }
  }

  private void later(long millis, MasterInput input) {
    cluster.clock().after(millis, () -> take(input));
  }

  private MasterInput loaded(ModelId model) {
    try {
      return new MasterInput.CardLoaded(model, cluster.workload().catalog().load(model));
    } catch (ModelCardException failure) {
      return new MasterInput.CardFailed(model, String.valueOf(failure.getMessage()));
    }
  }
}
