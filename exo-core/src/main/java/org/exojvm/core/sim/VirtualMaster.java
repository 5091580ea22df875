package org.exojvm.core.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Topic;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.journal.LogEntry;
import org.exojvm.core.journal.MemoryEventLog;
import org.exojvm.core.journal.Replays;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.master.MasterCore;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.master.MasterOutput;
import org.exojvm.core.process.Effect;
import org.exojvm.core.process.PlacementRound;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.search.WatchedStrategy;
import org.exojvm.core.state.State;

/** The shell of a master on virtual time: carries out what the core asks for. */
final class VirtualMaster {

  /** More: more memory for events that hardly anybody asks for. */
  private static final long EVENTS_PER_SNAPSHOT = 5_000;

  private final NodeId node;
  private final SessionId session;
  private final MasterCore core;
  private final VirtualTime time;
  private final VirtualLink link;
  private final ModelCatalog catalog;
  private final PlacementStrategies strategies;
  private final SimulationSettings settings;
  private final ToLongFunction<ModelId> cardDelayMillis;
  private final ClusterListener listener;
  private final EventLog log;
  private long nextSnapshotIdx = EVENTS_PER_SNAPSHOT;
  private final Map<CommandId, CommandAnswer> answers = new HashMap<>();

  VirtualMaster(
      NodeId node,
      SessionId session,
      VirtualClusterBuilder parts,
      VirtualLink link,
      VirtualTime time) {
    this.node = node;
    this.session = session;
    this.core =
        new MasterCore(
            parts.masterConfig,
            session,
            "x" + session.electionClock(),
            parts.strategies,
            State.empty());
    this.time = time;
    this.catalog = parts.catalog;
    this.strategies = WatchedStrategy.all(parts.strategies, WatchedStrategy.DEFAULT_DEADLINE);
    this.settings = parts.settings;
    this.cardDelayMillis = parts.cardDelayMillis;
    this.listener = parts.listener;
    this.log = emptyLog();
    this.link = link;
    link.subscribe(this::receive);
    time.every(settings.tickPeriodMillis(), () -> step(new MasterInput.TickElapsed()));
  }

  State state() {
    return core.state();
  }

  Optional<CommandAnswer> answer(CommandId command) {
    return Optional.ofNullable(answers.get(command));
  }

  /** Sends a command the way a client of this node would. */
  void submit(Command command) {
    link.publish(Topic.COMMANDS, WireTypes.FORWARDER_COMMAND, new ForwarderCommand(node, command));
  }

  private void receive(Topic topic, byte[] payload) {
    switch (topic) {
      case LOCAL_EVENTS ->
          step(new MasterInput.EventReceived(link.decode(WireTypes.FORWARDER_EVENT, payload)));
      case COMMANDS -> {
        ForwarderCommand message = link.decode(WireTypes.FORWARDER_COMMAND, payload);
        step(new MasterInput.CommandReceived(message.origin(), message.command()));
      }
      case GLOBAL_EVENTS, ELECTION_MESSAGES, DOWNLOAD_COMMANDS -> {
        // Not for a master.
      }
    }
  }

  private void step(MasterInput input) {
    core.step(input).forEach(this::carryOut);
    if (log.nextIdx() >= nextSnapshotIdx) {
      nextSnapshotIdx = log.nextIdx() + EVENTS_PER_SNAPSHOT;
      keepState();
    }
  }

  private void carryOut(MasterOutput output) {
    switch (output) {
      case MasterOutput.EventIndexed indexed -> broadcast(indexed.event());
      case MasterOutput.CommandAnswered answered ->
          answers.put(answered.answer().commandId(), answered.answer());
      case MasterOutput.EffectRequested requested -> start(requested.effect());
      case MasterOutput.ReplayRequested replay -> replay(replay);
      case MasterOutput.SnapshotRequested requested ->
          link.sendSnapshot(requested.origin(), requested.snapshot());
      case MasterOutput.IncidentNoted noted ->
          listener.onIncident(time.nowMillis(), noted.what(), noted.detail());
    }
  }

  private void broadcast(IndexedEvent indexed) {
    keep(indexed);
    listener.onEvent(time.nowMillis(), indexed);
    link.publish(
        Topic.GLOBAL_EVENTS,
        WireTypes.FORWARDER_EVENT,
        new ForwarderEvent(indexed.idx(), node, session, indexed.event(), indexed.sourceNode()));
  }

  private static EventLog emptyLog() {
    try {
      return MemoryEventLog.open(new MemoryEventLog.Disk());
    } catch (JournalException impossible) {
      throw new IllegalStateException("A new disk is in use.", impossible);
    }
  }

  private void keep(IndexedEvent indexed) {
    try {
      log.append(List.of(new LogEntry(indexed, time.nowMillis())));
      log.commit();
    } catch (JournalException impossible) {
      throw new IllegalStateException("A log in memory has failed.", impossible);
    }
  }

  private void keepState() {
    try {
      log.snapshot(core.state());
    } catch (JournalException impossible) {
      throw new IllegalStateException("A log in memory has failed.", impossible);
    }
  }

  private void replay(MasterOutput.ReplayRequested replay) {
    if (replay.sinceIdx() < log.firstIdx()) {
      step(new MasterInput.ReplayUnavailable(replay.origin(), replay.sinceIdx()));
      return;
    }
    try {
      Replays.read(log, session, replay.sinceIdx(), replay.count())
          .forEach(event -> link.publish(Topic.GLOBAL_EVENTS, WireTypes.FORWARDER_EVENT, event));
    } catch (JournalException impossible) {
      throw new IllegalStateException("A log in memory has failed.", impossible);
    }
  }

  private void start(Effect effect) {
    switch (effect) {
      case Effect.LoadModelCard load -> loadCard(load);
      case Effect.SearchPlacements round ->
          time.after(
              settings.messageDelayMillis(),
              () ->
                  step(
                      new MasterInput.PlacementsFound(
                          round, PlacementRound.run(strategies, round.searches()))));
      case Effect.SearchDirectPlacement search ->
          time.after(
              settings.messageDelayMillis(),
              () ->
                  step(
                      new MasterInput.DirectPlacementFound(
                          search, strategies.place(search.strategy(), search.request()))));
      case Effect.SendDownloadCommand send ->
          link.publish(
              Topic.DOWNLOAD_COMMANDS,
              WireTypes.FORWARDER_DOWNLOAD_COMMAND,
              new ForwarderDownloadCommand(node, send.command()));
    }
  }

  private void loadCard(Effect.LoadModelCard load) {
    long delayMillis = cardDelayMillis.applyAsLong(load.modelId());
    if (delayMillis > load.deadlineMillis()) {
      time.after(load.deadlineMillis(), () -> step(new MasterInput.CardTimedOut(load.modelId())));
    } else {
      time.after(delayMillis, () -> step(loaded(load.modelId())));
    }
  }

  private MasterInput loaded(ModelId model) {
    try {
      return new MasterInput.CardLoaded(model, catalog.load(model));
    } catch (ModelCardException failure) {
      return new MasterInput.CardFailed(model, String.valueOf(failure.getMessage()));
    }
  }
}
