package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.List;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.GroupCommit;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.journal.Replays;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.MasterOutput;
import org.exojvm.core.process.Effect;
import org.exojvm.core.process.PlacementRound;
import org.exojvm.core.state.State;

/**
 * The shell of one mastership: journals, tells what is durable, and does the slow work. Nothing is
 * told that a crash could take back; measurements alone wait for the next commit up to a second.
 */
final class SimulatedMaster {

  private static final long CARD_MILLIS = 50;
  private static final long LONGEST_SEARCH_MILLIS = 200;
  private static final long LONGEST_COMMIT_MILLIS = 3;
  private static final long NEVER = Long.MAX_VALUE;

  /** What a step has led to that waits for the disk. */
  private record Waiting(
      ImmutableList<LogEntry> entries, State after, ImmutableList<MasterOutput> told) {}

  private final SimulatedCluster cluster;
  private final Machine machine;
  private final SessionId session;
  private final MasterStep core;
  private final EventLog log;
  private final Dice dice;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private State committed;
  private long commitMillis = NEVER;
  private boolean over;

  SimulatedMaster(
      SimulatedCluster cluster, Machine machine, SessionId session, EventLog log, Dice dice) {
    this.cluster = cluster;
    this.machine = machine;
    this.session = session;
    this.log = log;
    this.dice = dice;
    this.committed = log.recovery().state();
    this.core =
        cluster
            .seams()
            .master(
                committed,
                state ->
                    CoreSeams.masterCore(
                        cluster.masterConfig(),
                        session,
                        "m" + session.electionClock(),
                        cluster.strategies(),
                        state));
  }

  /** Opens the session in the log. */
  void open() {
    step(new MasterInput.MastershipOpened());
  }

  SessionAnnouncement announcement() {
    return new SessionAnnouncement(core.state().sessions());
  }

  /** Returns the state after the last event that was told. */
  State state() {
    return committed;
  }

  EventLog log() {
    return log;
  }

  /** Returns whether it decides nothing any more, because of its disk or for want of power. */
  boolean isOver() {
    return over;
  }

  void end() {
    over = true;
  }

  void receive(ForwarderEvent event) {
    take(new MasterInput.EventReceived(event));
  }

  void receive(ForwarderCommand command) {
    take(new MasterInput.CommandReceived(command));
  }

  /** A second has passed. Ticks that a pause has swallowed are not made up for. */
  void tick() {
    if (!machine.isPaused()) {
      step(new MasterInput.TickElapsed());
    }
  }

  private void take(MasterInput input) {
    machine.whenRunning(() -> step(input));
  }

  private void step(MasterInput input) {
    if (over) {
      return;
    }
    ImmutableList<MasterOutput> outputs = core.step(input);
    if (!outputs.isEmpty()) {
      journal(outputs);
      outputs.forEach(this::carryOutAtOnce);
    }
  }

  private void journal(ImmutableList<MasterOutput> outputs) {
    ImmutableList.Builder<LogEntry> events = ImmutableList.builder();
    ImmutableList.Builder<MasterOutput> told = ImmutableList.builder();
    boolean waitedFor = false;
    long stamp = cluster.clock().nowMillis() + machine.clockAheadMillis;
    for (MasterOutput output : outputs) {
      if (waitsForDisk(output)) {
        told.add(output);
      }
      if (output instanceof MasterOutput.EventIndexed(IndexedEvent event)) {
        events.add(new LogEntry(event, stamp));
        waitedFor |= !(event.event() instanceof NodeGatheredInfo);
      } else {
        waitedFor |= output instanceof MasterOutput.CommandAnswered;
      }
    }
    ImmutableList<LogEntry> entries = events.build();
    if (append(entries)) {
      waiting.add(new Waiting(entries, core.state(), told.build()));
      commitLater(waitedFor);
    }
  }

  private static boolean waitsForDisk(MasterOutput output) {
    return switch (output) {
      case MasterOutput.EventIndexed _,
          MasterOutput.CommandAnswered _,
          MasterOutput.SnapshotRequested _ ->
          true;
      case MasterOutput.EffectRequested(Effect effect) ->
          effect instanceof Effect.SendDownloadCommand;
      case MasterOutput.ReplayRequested _, MasterOutput.IncidentNoted _ -> false;
    };
  }

  private boolean append(List<LogEntry> entries) {
    try {
      if (!entries.isEmpty()) {
        log.append(entries);
      }
      return true;
    } catch (JournalException full) {
      cluster.laws().note("the journal has failed: " + full.getMessage());
      end();
      return false;
    }
  }

  private void commitLater(boolean waitedFor) {
    if (log.nextIdx() == log.committedIdx()) {
      tellCommitted();
      return;
    }
    long millis = waitedFor ? dice.between(1, LONGEST_COMMIT_MILLIS) : GroupCommit.MAX_DELAY_MILLIS;
    long due = cluster.clock().nowMillis() + millis;
    if (due < commitMillis) {
      commitMillis = due;
      cluster.clock().after(millis, () -> machine.whenRunning(() -> commitWhenDue(due)));
    }
  }

  private void commitWhenDue(long due) {
    if (due == commitMillis && !over) {
      commitMillis = NEVER;
      cluster.seat().aboutToCommit();
      if (!over) {
        commit();
      }
    }
  }

  private void commit() {
    try {
      log.commit();
    } catch (JournalException full) {
      cluster.laws().note("the journal has failed: " + full.getMessage());
      end();
      return;
    }
    tellCommitted();
  }

  private void tellCommitted() {
    while (!waiting.isEmpty()) {
      Waiting next = waiting.remove();
      committed = next.after();
      if (!next.entries().isEmpty()) {
        cluster.laws().indexed(next.entries(), committed, log);
      }
      next.told().forEach(this::tell);
    }
  }

  private void tell(MasterOutput output) {
    switch (output) {
      case MasterOutput.EventIndexed(IndexedEvent event) ->
          cluster
              .network()
              .sendToAll(
                  machine.index,
                  message(
                      new ForwarderEvent(
                          event.idx(),
                          session.masterNodeId(),
                          session,
                          event.event(),
                          event.sourceNode())));
      case MasterOutput.CommandAnswered answered ->
          cluster.clock().after(1, () -> cluster.workload().answered(answered.answer()));
      case MasterOutput.SnapshotRequested(var origin, var snapshot) ->
          sendTo(origin, new Message.Snapshot(snapshot));
      case MasterOutput.EffectRequested(Effect effect)
          when effect instanceof Effect.SendDownloadCommand send ->
          cluster
              .network()
              .sendToAll(
                  machine.index,
                  new Message.ToDownloader(
                      new ForwarderDownloadCommand(session.masterNodeId(), send.command())));
      default -> throw new IllegalStateException("carried out at once: " + output);
    }
  }

  private void carryOutAtOnce(MasterOutput output) {
    switch (output) {
      case MasterOutput.EffectRequested requested -> start(requested.effect());
      case MasterOutput.ReplayRequested replay -> replay(replay);
      case MasterOutput.IncidentNoted noted -> cluster.laws().noted(noted.what(), noted.detail());
      default -> {
        // Waits for the disk.
      }
    }
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
      for (ForwarderEvent event : Replays.read(log, session, replay.sinceIdx(), replay.count())) {
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
      case Effect.SendDownloadCommand _ -> {
        // Waits for the disk.
      }
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
