package org.exojvm.core.master;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.Command;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.event.SessionEvent.SessionOpened;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.master.MasterInput.CardFailed;
import org.exojvm.core.master.MasterInput.CardLoaded;
import org.exojvm.core.master.MasterInput.CardTimedOut;
import org.exojvm.core.master.MasterInput.CommandReceived;
import org.exojvm.core.master.MasterInput.DirectPlacementFound;
import org.exojvm.core.master.MasterInput.EventReceived;
import org.exojvm.core.master.MasterInput.PlacementsFound;
import org.exojvm.core.master.MasterInput.ReplayUnavailable;
import org.exojvm.core.master.MasterInput.TickElapsed;
import org.exojvm.core.process.CleanerManager;
import org.exojvm.core.process.CleanerMemory;
import org.exojvm.core.process.InstanceHealthManager;
import org.exojvm.core.process.InstanceHealthMemory;
import org.exojvm.core.process.MetaInstanceManager;
import org.exojvm.core.process.MetaInstanceMemory;
import org.exojvm.core.process.NodeLivenessManager;
import org.exojvm.core.process.NodeLivenessMemory;
import org.exojvm.core.process.PlacementSettings;
import org.exojvm.core.process.Round;
import org.exojvm.core.process.Tick;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.state.State;

/**
 * Decides for the cluster: indexes events, answers commands and reconciles once a second. A step
 * function: one input in, outputs to be carried out in order. It never blocks and never throws for
 * what comes in.
 *
 * <p>Belongs to one thread. Process managers run in a fixed order, each on the state after the
 * events of the ones before: instance health, node liveness, cleaner, meta instances.
 */
public final class MasterCore {

  private final String nonce;
  private final MasterConfig config;
  private final SessionId session;
  private final Indexer indexer;
  private final WorkerEvents workerEvents;
  private final IntentCommands intents;
  private final NodeCommands nodes;
  private final InstanceCommands instances;
  private final DirectPlacements placements;
  private final TaskCommands tasks;
  private final ManagerSlot<InstanceHealthMemory> health;
  private final ManagerSlot<NodeLivenessMemory> liveness;
  private final ManagerSlot<CleanerMemory> cleaner;
  private final MetaInstanceManager metaInstanceManager;
  private final ManagerSlot<MetaInstanceMemory> metaInstances;
  private final IdSequence ids;
  private final Map<CommandId, CommandAnswer> answers = new LinkedHashMap<>();
  private long ticks;
  private long steps;

  /**
   * Opens a mastership.
   *
   * @param config settings and bounds
   * @param session the session of this mastership
   * @param nonce text no other mastership has used, the stem of every id made here
   * @param strategies the placement strategies of this node
   * @param initial state to continue from
   */
  public MasterCore(
      MasterConfig config,
      SessionId session,
      String nonce,
      PlacementStrategies strategies,
      State initial) {
    this.config = config;
    this.session = session;
    this.nonce = nonce;
    this.ids = new IdSequence(nonce + ".c");
    this.indexer = new Indexer(initial);
    this.workerEvents = new WorkerEvents(indexer, session, new IdSequence(nonce + ".r"));
    this.intents = new IntentCommands(indexer, strategies.names(), config.maxIntents());
    this.nodes = new NodeCommands(indexer);
    this.instances = new InstanceCommands(indexer, config);
    this.placements = new DirectPlacements(indexer, config);
    this.tasks = new TaskCommands(indexer, config.maxOpenTasksPerInstance());
    this.health = new ManagerSlot<>(new InstanceHealthManager(config.health()));
    this.liveness = new ManagerSlot<>(new NodeLivenessManager());
    this.cleaner = new ManagerSlot<>(new CleanerManager());
    this.metaInstanceManager =
        new MetaInstanceManager(
            PlacementSettings.of(strategies.names(), config.defaultStrategy())
                .withSearchBudget(config.placementBudget())
                .withMemory(config.memory())
                .withHardware(config.hardware()));
    this.metaInstances = new ManagerSlot<>(metaInstanceManager);
  }

  /** Returns the state as of the last step. */
  public State state() {
    return indexer.state();
  }

  /** Takes one input and returns what the shell has to do, in order. */
  public ImmutableList<MasterOutput> step(MasterInput input) {
    switch (input) {
      case MasterInput.MastershipOpened _ ->
          indexer.index(new SessionOpened(ids.nextEventId(), session));
      case CommandReceived received -> receive(received);
      case EventReceived received -> workerEvents.receive(received.event());
      case ReplayUnavailable unavailable -> sendSnapshot(unavailable.origin());
      case MasterInput.NodeGone(NodeId node) -> disconnect(node);
      case TickElapsed tick -> reconcile();
      case CardLoaded loaded ->
          carryOutForIntents(
              memory ->
                  metaInstanceManager.cardLoaded(
                      state(),
                      memory,
                      now(),
                      loaded.modelId(),
                      config.cardOverlay().apply(loaded.card())));
      case CardFailed failed ->
          carryOutForIntents(
              memory ->
                  metaInstanceManager.cardFailed(
                      state(), memory, now(), failed.modelId(), failed.reason()));
      case CardTimedOut timedOut ->
          carryOutForIntents(
              memory ->
                  metaInstanceManager.cardTimedOut(state(), memory, now(), timedOut.modelId()));
      case PlacementsFound found -> take(found);
      case DirectPlacementFound found -> finish(found);
    }
    return indexer.takeOutputs();
  }

  private void disconnect(NodeId node) {
    if (state().lastEventIndexByNode().containsKey(node)) {
      indexer.index(new NodeDisconnected(ids.nextEventId(), node));
    }
  }

  private void receive(CommandReceived received) {
    if (received.session() != null && !received.session().equals(session)) {
      indexer.note(
          Incident.FOREIGN_SESSION,
          "command %s of node %s is of session %s, not of %s"
              .formatted(
                  received.command().commandId(), received.origin(), received.session(), session));
      return;
    }
    CommandId id = received.command().commandId();
    CommandAnswer known = answers.get(id);
    if (known != null) {
      indexer.output(new MasterOutput.CommandAnswered(received.origin(), known));
    } else if (!placements.isSearchingFor(id)) {
      answer(received.origin(), id, decide(received.origin(), received.command()));
    }
  }

  private Verdict decide(NodeId origin, Command command) {
    return switch (command) {
      case Command.TestCommand test -> Verdict.accept();
      case Command.RequestEventLog request -> replay(origin, request);
      case Command.TextGeneration request -> tasks.generateText(request, origin, ids);
      case Command.ImageGeneration request -> tasks.generateImage(request, origin, ids);
      case Command.ImageEdits request -> tasks.editImage(request, origin, ids);
      case Command.TaskCancelled cancel -> tasks.cancel(cancel, ids);
      case Command.TaskFinished finish -> tasks.finish(finish, ids);
      case Command.SendInputChunk chunk -> tasks.receiveInput(chunk, ids);
      case Command.PlaceInstance place -> placements.place(origin, place, ids);
      case Command.CreateInstance create -> instances.create(create, ids);
      case Command.DeleteInstance delete -> instances.delete(delete, ids);
      case Command.CreateMetaInstance create -> declare(create);
      case Command.DeleteMetaInstance delete -> intents.delete(delete, ids);
      case Command.EditMetaInstance edit -> actedOn(intents.edit(edit, ids));
      case Command.PauseMetaInstance pause -> actedOn(intents.pause(pause, ids));
      case Command.DrainNode drain -> actedOn(nodes.drain(drain, ids));
      case Command.UndrainNode undrain -> actedOn(nodes.undrain(undrain, ids));
      case Command.ResumeMetaInstance resume -> actedOn(intents.resume(resume, ids));
    };
  }

  /** What was decided about an intent need not wait for the next tick to take effect. */
  private Verdict actedOn(Verdict verdict) {
    if (verdict instanceof Verdict.Accept) {
      metaInstances.reconcile(indexer, now());
    }
    return verdict;
  }

  private Verdict declare(Command.CreateMetaInstance create) {
    Verdict verdict = intents.create(create, ids);
    if (verdict instanceof Verdict.Accept) {
      carryOutForIntents(
          memory ->
              metaInstanceManager.requestPlacement(
                  state(), memory, now(), create.metaInstance().id()));
    }
    return verdict;
  }

  private Verdict replay(NodeId origin, Command.RequestEventLog request) {
    long since = Math.max(0, request.sinceIdx());
    long missing = state().lastEventAppliedIdx() + 1 - since;
    if (missing > config.maxReplayBehind()) {
      sendSnapshot(origin);
    } else if (missing > 0) {
      indexer.output(
          new MasterOutput.ReplayRequested(
              origin, since, Math.min(config.maxReplayedEvents(), missing)));
    }
    return new Verdict.Repeatable();
  }

  private void sendSnapshot(NodeId origin) {
    indexer.output(new MasterOutput.SnapshotRequested(origin, workerEvents.snapshotFor(origin)));
  }

  private void take(PlacementsFound found) {
    carryOutForIntents(
        memory ->
            metaInstanceManager.placementsFound(
                state(), memory, now(), found.effect(), found.results()));
    // Intents that were declared meanwhile need not wait for the next tick.
    metaInstances.reconcile(indexer, now());
  }

  private void finish(DirectPlacementFound found) {
    placements
        .originOf(found.search())
        .ifPresent(
            origin ->
                answer(
                    origin,
                    found.search().commandId(),
                    placements.finish(found.search(), found.result(), ids)));
  }

  private void answer(NodeId origin, CommandId id, Verdict verdict) {
    switch (verdict) {
      case Verdict.Accept accept -> remember(origin, new CommandAnswer.Accepted(id));
      case Verdict.Repeatable repeatable ->
          indexer.output(new MasterOutput.CommandAnswered(origin, new CommandAnswer.Accepted(id)));
      case Verdict.Reject reject ->
          remember(origin, new CommandAnswer.Rejected(id, reject.code(), reject.reason()));
      case Verdict.Later later -> {
        // The effect that comes back brings the answer.
      }
    }
  }

  /** Keeps an answer for the same command again, which must not be carried out twice. */
  private void remember(NodeId origin, CommandAnswer answer) {
    answers.put(answer.commandId(), answer);
    if (answers.size() > config.maxRememberedAnswers()) {
      answers.remove(answers.keySet().iterator().next());
    }
    indexer.output(new MasterOutput.CommandAnswered(origin, answer));
  }

  private void reconcile() {
    workerEvents.tick();
    health.reconcile(indexer, now());
    liveness.reconcile(indexer, now());
    cleaner.reconcile(indexer, now());
    metaInstances.reconcile(indexer, now());
    placements
        .tick()
        .forEach(
            (command, origin) ->
                answer(
                    origin,
                    command,
                    Verdict.reject(
                        RejectionCode.OVERLOADED,
                        "No placement was found within %d s. Maybe try again, or name another strategy."
                            .formatted(DirectPlacements.MAX_SEARCH_TICKS))));
    ticks++;
  }

  private void carryOutForIntents(UnaryRound<MetaInstanceMemory> step) {
    metaInstances.carryOut(indexer, step.apply(metaInstances.memory()));
  }

  /** Every use of a tick gets a nonce of its own, so that no two hand out the same ids. */
  private Tick now() {
    return new Tick(ticks, nonce + "." + steps++);
  }

  private interface UnaryRound<M> {
    Round<M> apply(M memory);
  }
}
