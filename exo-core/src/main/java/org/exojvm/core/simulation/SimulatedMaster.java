package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
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
import org.exojvm.core.journal.GroupCommit;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.journal.Replays;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.MasterOutput;
import org.exojvm.core.process.Effect;
import org.exojvm.core.process.PlacementRound;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * The shell of one mastership: journals, tells what is durable, and does the slow work. Nothing is
 * told that a crash could take back; measurements alone wait for the next commit up to a second.
 */
final class SimulatedMaster {

  private static final long CARD_MILLIS = 50;
  private static final long LONGEST_SEARCH_MILLIS = 200;
  private static final long LONGEST_COMMIT_MILLIS = 3;
  private static final long NEVER = Long.MAX_VALUE;

  /** Who has said nothing for longer does not count as a member. */
  private static final long LATELY_MILLIS = 15_000;

  /** What a step has led to that waits for the disk. */
  private record Waiting(
      ImmutableList<LogEntry> entries, State after, ImmutableList<MasterOutput> told) {}

  private final SimulatedCluster cluster;
  private final Machine machine;
  private final SimulatedNode node;
  private final SessionId session;
  private final MasterStep core;
  private final NodeJournal journal;
  private final Chapter chapter;
  private final Dice dice;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final Confirmations confirmations;
  private final Map<NodeId, Long> heardMillis = new HashMap<>();
  private State committed;
  private long commitMillis = NEVER;
  private boolean over;

  /** Begins a mastership behind a state that is durable in the journal. */
  SimulatedMaster(
      SimulatedCluster cluster,
      Machine machine,
      SimulatedNode node,
      SessionId session,
      State base) {
    this.cluster = cluster;
    this.machine = machine;
    this.node = node;
    this.session = session;
    this.journal = node.journal();
    this.chapter = cluster.laws().opened(machine, session, base);
    this.dice = cluster.diskDice();
    this.committed = base;
    this.confirmations = new Confirmations(cluster, machine, node, session);
    this.core =
        cluster
            .seams()
            .master(
                committed,
                state ->
                    CoreSeams.masterCore(
                        cluster.masterConfig(),
                        session,
                        session.masterNodeId() + "." + session.electionClock(),
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

  /** Returns the state after the last event in the log, told or not. */
  State logState() {
    return core.state();
  }

  SessionId session() {
    return session;
  }

  /** Returns the number of nodes heard of lately, this one included. */
  long members() {
    long since = cluster.clock().nowMillis() - LATELY_MILLIS;
    long others =
        heardMillis.entrySet().stream()
            .filter(heard -> heard.getValue() >= since && !heard.getKey().equals(node.id()))
            .count();
    return 1 + others;
  }

  Confirmations confirmations() {
    return confirmations;
  }

  /** Returns whether it decides nothing any more: the journal has failed, or the power is gone. */
  boolean isOver() {
    return over;
  }

  void end() {
    over = true;
  }

  /**
   * Ends a mastership whose process goes on. What was decided stays in the log, told or not.
   *
   * @return the state at the end of the log
   */
  State resign() {
    boolean wasOver = over;
    over = true;
    if (!wasOver && journal.commit()) {
      tellCommitted(false);
    }
    return committed;
  }

  void receive(ForwarderEvent event) {
    heard(event.origin(), event.session());
    take(new MasterInput.EventReceived(event));
  }

  void receive(ForwarderCommand command) {
    heard(command.origin(), command.session());
    take(new MasterInput.CommandReceived(command));
  }

  void gone(NodeId dead) {
    take(new MasterInput.NodeGone(dead));
  }

  private void heard(NodeId from, @Nullable SessionId obeyed) {
    if (session.equals(obeyed)) {
      heardMillis.put(from, cluster.clock().nowMillis());
    }
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
    if (journal.append(entries)) {
      waiting.add(new Waiting(entries, core.state(), told.build()));
      commitLater(waitedFor);
    } else {
      end();
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

  private void commitLater(boolean waitedFor) {
    if (journal.unsynced() == 0) {
      tellCommitted(true);
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
      if (journal.commit()) {
        tellCommitted(true);
        journal.keepSnapshotWhenDue(committed);
      } else {
        end();
      }
    }
  }

  /** Tells what is durable, or lets it be known to the laws alone. */
  private void tellCommitted(boolean isTold) {
    while (!waiting.isEmpty()) {
      Waiting next = waiting.remove();
      committed = next.after();
      if (!next.entries().isEmpty()) {
        cluster.laws().indexed(chapter, next.entries());
      }
      if (isTold) {
        next.told().forEach(this::tell);
      }
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
      case MasterOutput.CommandAnswered(NodeId origin, CommandAnswer answer) -> {
        if (cluster.workload().waitsFor(answer.commandId())) {
          cluster.workload().answering(answer, chapter);
          confirmations.answer(origin, answer, committed.lastEventAppliedIdx());
        }
      }
      case MasterOutput.SnapshotRequested(var origin, var snapshot) ->
          cluster.sendTo(machine, origin, new Message.Snapshot(snapshot));
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
    return new Message.FromMaster(event, chapter.hashAt(event.originIdx()));
  }

  private void replay(MasterOutput.ReplayRequested replay) {
    if (replay.sinceIdx() < journal.log().firstIdx()) {
      step(new MasterInput.ReplayUnavailable(replay.origin(), replay.sinceIdx()));
      return;
    }
    try {
      for (ForwarderEvent event :
          Replays.read(journal.log(), session, replay.sinceIdx(), replay.count())) {
        cluster.sendTo(machine, replay.origin(), message(event));
      }
    } catch (JournalException impossible) {
      throw new IllegalStateException("A log in memory has failed.", impossible);
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
