package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Objects;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementIds;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.InstanceEvent.InstanceDeleted;
import org.exojvm.core.event.MetaInstanceEvent.RequiredNodesRelaxed;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.reconcile.Cascade;
import org.exojvm.core.reconcile.MemoryLedger;
import org.exojvm.core.reconcile.Reconciliation;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/** One round of {@link MetaInstanceManager}: collects events, effects and the next memory. */
final class MetaInstanceRound {

  private final PlacementSettings settings;
  private final State state;
  private final IdSequence ids;
  private final ImmutableList.Builder<Event> events = ImmutableList.builder();
  private final ImmutableList.Builder<Effect> effects = ImmutableList.builder();
  private final CardsOfRound cards;
  private final SearchesOfRound searches;
  private final WaitsOfRound waits;
  private final MovesOfRound moves;
  private @Nullable FreeMemory freeMemory;
  private @Nullable ImmutableMap<NodeId, Memory> leftByAnswers;
  private boolean droppedAny;

  MetaInstanceRound(
      PlacementSettings settings, State state, MetaInstanceMemory memory, Tick tick, String scope) {
    this.settings = settings;
    this.state = state;
    this.ids = tick.ids(scope);
    this.cards = new CardsOfRound(memory, tick.number(), effects);
    this.searches = new SearchesOfRound(memory, tick.number());
    this.waits = new WaitsOfRound(memory, tick.number());
    this.moves = new MovesOfRound(state, memory.move(), tick.number(), ids);
    this.freeMemory = memory.freeMemory();
  }

  CardsOfRound cards() {
    return cards;
  }

  SearchesOfRound searches() {
    return searches;
  }

  /** Does what an intent without an instance needs next. */
  void consider(MetaInstance declared) {
    searches.consider(declared.id());
    if (waits.mustWait(declared)) {
      return;
    }
    MetaInstance intent = relaxed(declared);
    String strategy = settings.strategyOf(intent.spec());
    if (!settings.knows(strategy)) {
      refuse(intent, settings.unknown(strategy));
      return;
    }
    ModelCard card = cards.get(intent.spec().modelId());
    if (card != null) {
      searches.want(intent, SearchBasis.of(intent, card, state, freeMemory(), null));
    }
  }

  /** Takes away what no longer should back an intent, and the downloads nobody needs then. */
  void rollOver(MetaInstance intent, List<Instance> backing) {
    ImmutableList<Event> rolled =
        new RollOver(state, settings.memory(), ids).events(intent, backing);
    events.addAll(rolled);
    State left = state;
    for (Event event : rolled) {
      if (event instanceof InstanceDeleted deleted) {
        left = left.withInstances(left.instances().without(deleted.instanceId()));
      }
    }
    if (!left.instances().equals(state.instances())) {
      Cascade.unneededDownloads(left, ids)
          .forEach(command -> effects.add(new Effect.SendDownloadCommand(command)));
    }
  }

  /** Looks for a place for the next instance on a drained node, when none is on its way. */
  void emptyDrainedNodes() {
    events.addAll(moves.leftToTheirOwners());
    List<Instance> candidates = moves.candidates().toList();
    candidates.forEach(instance -> searches.consider(intentOf(instance).id()));
    if (moves.isIdle()) {
      wantFirstMove(candidates);
    }
  }

  private void wantFirstMove(List<Instance> candidates) {
    for (Instance instance : candidates) {
      if (wantsMove(instance)) {
        return;
      }
    }
  }

  private MetaInstance intentOf(Instance instance) {
    return Objects.requireNonNull(moves.intentOf(instance));
  }

  /** Returns whether the others have to wait: a search for this one is wanted or under way. */
  private boolean wantsMove(Instance instance) {
    MetaInstance intent = intentOf(instance);
    if (!moves.isNoted(instance)) {
      // A node that was drained again has lost its notes.
      searches.forgetRefused(intent.id());
    }
    ModelCard card =
        instance.shardAssignments().runnerToShard().values().iterator().next().modelCard();
    return settings.knows(settings.strategyOf(intent.spec()))
        && searches.want(
            intent, SearchBasis.of(intent, card, state, freeMemory(), instance.instanceId()));
  }

  /** Acts on the answer to where an instance could be moved. */
  void answerMove(MetaInstance intent, PlacementSearch search, PlacementResult result) {
    Instance from = state.instances().get(Objects.requireNonNull(search.movedFrom()));
    if (from == null || moves.drainedNodeOf(from).isEmpty() || !moves.isIdle()) {
      searches.forget(intent.id());
      return;
    }
    switch (result) {
      case Unplaceable(PlacementRefusal refusal, _, _) ->
          moves
              .notMoved(from, refusal.referenceText() + ": " + refusal.detail())
              .ifPresent(events::add);
      case Placed _ -> {
        // Its new place is searched when it is gone: until then its memory is not free.
        searches.forget(intent.id());
        events.add(new InstanceDeleted(ids.nextEventId(), from.instanceId(), null));
        moves.started(from, intent.id());
      }
    }
  }

  private MetaInstance relaxed(MetaInstance intent) {
    ImmutableList<NodeId> relaxed = Relaxation.of(intent, state);
    if (relaxed.equals(intent.status().relaxedNodes())) {
      return intent;
    }
    events.add(
        new RequiredNodesRelaxed(
            ids.nextEventId(),
            intent.id(),
            relaxed,
            Relaxation.reason(relaxed, intent.spec().requiredNodePolicy())));
    return intent.withStatus(intent.status().withRelaxedNodes(relaxed));
  }

  /** Tells why an intent cannot be placed; one that waits anyway says what it waits for. */
  void refuseUnlessWaiting(MetaInstance intent, String reason) {
    if (!waits.mustWait(intent)) {
      refuse(intent, reason);
    }
  }

  private void refuse(MetaInstance intent, String reason) {
    events.addAll(Reconciliation.placementRefused(intent, reason, ids).events());
  }

  /** Acts on an answer that is to the question the intent still asks. */
  void answer(MetaInstance intent, PlacementSearch search, PlacementResult result) {
    switch (result) {
      case Unplaceable _ -> refused(intent, search, result);
      case Placed(Instance instance, _, _, _) -> {
        searches.forget(intent.id());
        if (holdsNow(intent, search.request(), instance)) {
          tell(intent, search.request(), result);
          leftByAnswers =
              MemoryLedger.leftAfter(leftByAnswers(), instance, search.request().cache());
        } else {
          drop(result);
        }
      }
    }
  }

  /** Notes an answer that nobody waits for any more. */
  void drop(PlacementResult result) {
    droppedAny |= result instanceof Placed;
  }

  private void refused(MetaInstance intent, PlacementSearch search, PlacementResult result) {
    if (droppedAny) {
      // The memory it lacked may be what was set aside for a placement that has come to nothing.
      searches.forget(intent.id());
    } else {
      tell(intent, search.request(), result);
    }
  }

  private void tell(MetaInstance intent, PlacementRequest searched, PlacementResult result) {
    events.addAll(
        Reconciliation.placementOutcome(intent, searched.cache(), result, state, ids).events());
  }

  /** The cluster may have changed since the search was started. */
  private boolean holdsNow(MetaInstance intent, PlacementRequest searched, Instance instance) {
    PlacementRequest now =
        Reconciliation.placementRequestFor(
            intent,
            searched.modelCard(),
            state,
            leftByAnswers(),
            settings.memory(),
            searched.ids());
    return PlacementValidator.violations(now, instance).isEmpty();
  }

  /** Free memory less what the answers taken in this round have got; State has them later. */
  private ImmutableMap<NodeId, Memory> leftByAnswers() {
    return leftByAnswers == null ? freeMemory() : leftByAnswers;
  }

  private ImmutableMap<NodeId, Memory> freeMemory() {
    freeMemory = FreeMemory.of(state, settings.memory(), freeMemory);
    return freeMemory.byNode();
  }

  void forgetAllButConsidered() {
    searches.forgetAllButConsidered();
    waits.forgetAllBut(searches.considered());
    cards.forgetUnwanted();
  }

  Round<MetaInstanceMemory> finish() {
    ImmutableList<PlacementSearch> started = startedSearches();
    if (!started.isEmpty()) {
      Effect.SearchPlacements effect = new Effect.SearchPlacements(started);
      effects.add(effect);
      searches.started(effect);
    }
    MetaInstanceMemory memory =
        new MetaInstanceMemory(
            cards.cards(),
            cards.loads(),
            searches.searches(),
            searches.round(),
            waits.waits(),
            moves.move(),
            freeMemory);
    return new Round<>(memory, events.build(), effects.build());
  }

  private ImmutableList<PlacementSearch> startedSearches() {
    ImmutableList.Builder<PlacementSearch> started = ImmutableList.builder();
    for (SearchesOfRound.Wanted search : searches.startable()) {
      PlacementIds placementIds = ids.nextPlacementIds();
      started.add(asked(search, placementIds));
      searches.started(search, placementIds);
    }
    return started.build();
  }

  private PlacementSearch asked(SearchesOfRound.Wanted search, PlacementIds placementIds) {
    PlacementRequest request =
        Reconciliation.placementRequestFor(
            search.intent(),
            search.basis().card(),
            state,
            freeMemory(),
            settings.memory(),
            placementIds);
    InstanceId movedFrom = search.basis().movedFrom();
    Instance moved = movedFrom == null ? null : state.instances().get(movedFrom);
    return new PlacementSearch(
        search.intent().id(),
        search.intent().spec().generation(),
        settings.strategyOf(search.intent().spec()),
        request.withSearchBudget(settings.searchBudget()).withHardware(settings.hardware()),
        movedFrom,
        moved == null ? ImmutableMap.of() : MemoryLedger.heldBy(moved, state));
  }
}
