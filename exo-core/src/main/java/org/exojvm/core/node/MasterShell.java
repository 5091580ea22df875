package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.election.LogPosition;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.NodeEvent.NodeGatheredInfo;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.master.Incident;
import org.exojvm.core.master.MasterCore;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.MasterOutput;
import org.exojvm.core.master.RejectionCode;
import org.exojvm.core.process.Effect;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell of a master: journals what the core decides, and tells it once it is durable. Belongs
 * to the loop. When the journal fails it decides nothing more and says why to whoever asks.
 */
final class MasterShell {

  private static final Logger LOG = LoggerFactory.getLogger(MasterShell.class);

  /**
   * Events that may wait for the disk before the master takes in nothing more. Half of what the
   * journal holds, so that handing over never blocks the loop.
   */
  static final int MAX_UNCOMMITTED_EVENTS = 32_768;

  /**
   * Ticks without an answer of the disk after which the master takes in nothing more. Smaller: a
   * disk that is merely slow turns commands away. Larger: clients wait longer for a disk that
   * hangs.
   */
  static final int MAX_TICKS_WITHOUT_DISK = 10;

  private final NodeId node;
  private final SessionId session;
  private final MasterCore core;
  private final NodeJournal journal;
  private final Effects effects;
  private final Outlet outlet;
  private final Counts counts;
  private final Consumer<IndexedEvent> told;
  private final Confirmations confirmations;
  private final Members members;
  private final Commits commits;
  private final PendingCommands pending = new PendingCommands();

  /** Who is being sent what it has missed: one answer at a time, however often it asks. */
  private final Set<NodeId> replaying = new HashSet<>();

  /** Who was sent a state since the last tick: it takes long to write, and once is enough. */
  private final Set<NodeId> sentState = new HashSet<>();

  private State committed;

  /**
   * Opens a mastership.
   *
   * @param core a core that goes on from what the journal has recovered
   * @param confirmations asks others whether they have kept what is answered
   * @param told takes every event once it is durable, before it is broadcast
   */
  MasterShell(
      NodeId node,
      SessionId session,
      MasterCore core,
      NodeJournal journal,
      Effects effects,
      Outlet outlet,
      Counts counts,
      Confirmations confirmations,
      Consumer<IndexedEvent> told) {
    this.node = node;
    this.session = session;
    this.core = core;
    this.journal = journal;
    this.effects = effects;
    this.outlet = outlet;
    this.counts = counts;
    this.told = told;
    this.confirmations = confirmations;
    this.members = new Members(node);
    this.committed = core.state();
    this.commits = new Commits(committed.lastEventAppliedIdx());
  }

  SessionId session() {
    return session;
  }

  /** Returns the state after the last event that is durable. */
  State state() {
    return committed;
  }

  /** Decides on a command; the answer comes once its events are durable. */
  void submit(NodeId origin, Command command, Consumer<CommandResult> answer) {
    String failure = journal.failure();
    if (failure != null) {
      answer.accept(
          new CommandResult.Rejected(command.commandId(), RejectionCode.UNAVAILABLE, failure));
    } else if (isDiskSilent()) {
      answer.accept(
          new CommandResult.Rejected(
              command.commandId(),
              RejectionCode.UNAVAILABLE,
              "The journal of master (%s) has given no answer for %d ticks. Maybe its disk hangs; nothing is taken in until it answers."
                  .formatted(node, commits.ticksWaited())));
    } else if (isBusy()) {
      answer.accept(
          overloaded(command, "%d events wait for the disk".formatted(commits.uncommitted())));
    } else if (!pending.add(command.commandId(), answer)) {
      answer.accept(
          overloaded(
              command,
              "%d commands wait for an answer".formatted(PendingCommands.MAX_PENDING_COMMANDS)));
    } else {
      step(new MasterInput.CommandReceived(origin, command));
    }
  }

  private CommandResult overloaded(Command command, String what) {
    return new CommandResult.Rejected(
        command.commandId(),
        RejectionCode.OVERLOADED,
        "%s of the master (%s). Maybe try again later.".formatted(what, node));
  }

  /** Opens the session in the log. The first thing to happen. */
  void open() {
    step(new MasterInput.MastershipOpened());
  }

  /** Returns what followers are told of the session; call after {@link #open}. */
  SessionAnnouncement announcement() {
    return new SessionAnnouncement(core.state().sessions());
  }

  /** Returns how far the log goes. */
  LogPosition log() {
    State state = core.state();
    return new LogPosition(state.sessions(), state.lastEventAppliedIdx() + 1);
  }

  /**
   * Returns the state at the end of the log. What is not durable yet will be, unless the journal
   * has failed.
   */
  State logState() {
    return journal.failure() == null ? core.state() : committed;
  }

  /** Returns how many nodes this session has heard of lately. */
  long members() {
    return members.count(System.nanoTime());
  }

  /** A node closed its connections and did not come back. */
  void gone(NodeId peer) {
    stepUnlessBusy(new MasterInput.NodeGone(peer));
  }

  /** Takes in a command nobody waits for. */
  void receive(ForwarderCommand message) {
    stepUnlessBusy(new MasterInput.CommandReceived(message));
  }

  /** Takes in what a worker reports. */
  void receive(ForwarderEvent event) {
    if (event.session().equals(session)) {
      members.heardOf(event.origin(), System.nanoTime());
    }
    stepUnlessBusy(new MasterInput.EventReceived(event));
  }

  /** A second has passed. */
  void tick() {
    pending.tick();
    sentState.clear();
    if (commits.tick() == MAX_TICKS_WITHOUT_DISK) {
      LOG.warn("The journal of master {} gives no answer. Maybe its disk hangs.", node);
    }
    if (journal.failure() == null && !isBusy()) {
      step(new MasterInput.TickElapsed());
    }
  }

  /** Everything before an index is durable. */
  void committed(long idx) {
    commits.committed(idx, this::tell);
    journal.keepSnapshotWhenDue(committed);
  }

  /** The journal takes nothing more. */
  void failed() {
    LOG.error("Master {} decides nothing more. {}", node, journal.failure());
    pending.giveUpAll(String.valueOf(journal.failure()));
  }

  /** Nobody will be told anything more. */
  void close(String why) {
    confirmations.close();
    pending.giveUpAll(why);
  }

  private boolean isBusy() {
    return commits.uncommitted() >= MAX_UNCOMMITTED_EVENTS || isDiskSilent();
  }

  private boolean isDiskSilent() {
    return commits.ticksWaited() >= MAX_TICKS_WITHOUT_DISK;
  }

  private void stepUnlessBusy(MasterInput input) {
    if (journal.failure() != null || isBusy()) {
      counts.dropped.increment();
    } else {
      step(input);
    }
  }

  /** Takes an input, such as what an effect has found. */
  void step(MasterInput input) {
    if (journal.failure() != null) {
      return;
    }
    List<LogEntry> entries = new ArrayList<>();
    boolean waitedFor = false;
    ImmutableList<MasterOutput> outputs = core.step(input);
    for (MasterOutput output : outputs) {
      if (output instanceof MasterOutput.EventIndexed(IndexedEvent event)) {
        entries.add(journal.stamped(event));
        commits.add(event);
        waitedFor |= !(event.event() instanceof NodeGatheredInfo);
      } else {
        waitedFor |= output instanceof MasterOutput.CommandAnswered;
        carryOut(output);
      }
    }
    journal.submit(entries, waitedFor && commits.uncommitted() > 0);
  }

  private void carryOut(MasterOutput output) {
    switch (output) {
      case MasterOutput.EventIndexed _ -> throw new IllegalStateException("journalled elsewhere");
      case MasterOutput.CommandAnswered answered -> answer(answered.answer());
      case MasterOutput.EffectRequested requested -> start(requested.effect());
      case MasterOutput.ReplayRequested replay -> {
        if (replaying.add(replay.origin())) {
          journal.replay(replay, session, this::replay);
        }
      }
      case MasterOutput.SnapshotRequested requested -> {
        if (sentState.add(requested.origin())) {
          commits.after(() -> outlet.snapshot(requested.origin(), requested.snapshot()));
        }
      }
      case MasterOutput.IncidentNoted noted -> {
        counts.incidents.increment();
        if (noted.what() == Incident.PROPOSED_INTENT) {
          LOG.warn("{}", noted.detail()); // a person has to decide
        } else {
          LOG.debug("{}: {}", noted.what(), noted.detail());
        }
      }
    }
  }

  /**
   * What was decided is told once it is durable here, and what was accepted with how safe it is.
   */
  private void answer(CommandAnswer answer) {
    if (!pending.isAwaited(answer.commandId())) {
      return;
    }
    long idx = core.state().lastEventAppliedIdx();
    switch (answer) {
      case CommandAnswer.Accepted accepted ->
          commits.after(
              () ->
                  confirmations.await(
                      idx,
                      durability ->
                          pending.answer(
                              new CommandResult.Accepted(accepted.commandId(), durability))));
      case CommandAnswer.Rejected rejected ->
          commits.after(
              () ->
                  pending.answer(
                      new CommandResult.Rejected(
                          rejected.commandId(), rejected.code(), rejected.reason())));
    }
  }

  private void start(Effect effect) {
    switch (effect) {
      case Effect.LoadModelCard load -> effects.start(load);
      case Effect.SearchPlacements round -> effects.start(round);
      case Effect.SearchDirectPlacement search -> effects.start(search);
      case Effect.SendDownloadCommand send ->
          commits.after(() -> outlet.download(new ForwarderDownloadCommand(node, send.command())));
    }
  }

  private void tell(IndexedEvent event) {
    committed = EventApplier.apply(committed, event);
    told.accept(event);
    broadcast(event);
  }

  private void broadcast(IndexedEvent event) {
    outlet.global(
        new ForwarderEvent(event.idx(), node, session, event.event(), event.sourceNode()));
  }

  private void replay(
      MasterOutput.ReplayRequested asked, Optional<ImmutableList<ForwarderEvent>> read) {
    replaying.remove(asked.origin());
    if (read.isEmpty()) {
      step(new MasterInput.ReplayUnavailable(asked.origin(), asked.sinceIdx()));
    } else {
      outlet.again(asked.origin(), read.get());
    }
  }
}
