package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementIds;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.MetaInstanceEvent.RequiredNodesRelaxed;
import org.exojvm.core.id.IdSequence;
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
      searches.want(intent, SearchBasis.of(intent, card, state, freeMemory()));
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
    return new PlacementSearch(
        search.intent().id(),
        search.intent().spec().generation(),
        settings.strategyOf(search.intent().spec()),
        request.withSearchBudget(settings.searchBudget()).withHardware(settings.hardware()));
  }
}
