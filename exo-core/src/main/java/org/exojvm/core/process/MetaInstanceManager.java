package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.core.state.State;

/**
 * Sees to it that every intent has an instance, and that the instance is what it asks for: an edit
 * that it no longer satisfies replaces it, a paused intent has none, and drained nodes are emptied.
 *
 * <p>An intent that any instance in State backs, healthy or not, is left alone: the broken instance
 * goes first, by {@link InstanceHealthManager} (D19). For the others a model card is loaded and a
 * placement searched, both as effects; their answers come back through {@link #cardLoaded}, {@link
 * #cardFailed}, {@link #cardTimedOut} and {@link #placementsFound} and are checked against the
 * state as it is then. The searches of all intents that need one make up one round, which draws
 * from one ledger; one round is in flight at a time. A refusal is told once and searched again only
 * when something it depends on has changed; a card that fails to load is tried again after a
 * growing pause. An intent whose last place has failed waits as long as its deferral says (D4).
 */
public final class MetaInstanceManager implements ProcessManager<MetaInstanceMemory> {

  /**
   * Time a model card may take to load. Shorter, and a slow disk or mirror looks broken; longer,
   * and people wait for the reason why nothing happens.
   */
  public static final long CARD_DEADLINE_MILLIS = 10_000;

  /** Longest pause before a card that failed to load is tried again: a minute. */
  public static final int MAX_CARD_BACK_OFF_TICKS = 60;

  /** Cards kept; the oldest is dropped and loaded anew when wanted. About 1 kB each. */
  public static final int MAX_CACHED_CARDS = 1_000;

  /**
   * Searches in one round; further intents wait for the next rounds, those that were searched
   * longest ago first. More, and one slow search keeps more intents waiting for theirs; fewer, and
   * many intents declared at once take several rounds.
   */
  public static final int MAX_SEARCHES_PER_ROUND = 256;

  /**
   * Ticks after which an effect without an answer is taken for lost and started anew; far beyond
   * what a card or a search may take.
   */
  public static final int EFFECT_LOST_AFTER_TICKS = 300;

  private final PlacementSettings settings;

  /** Creates a manager that asks strategies with these settings. */
  public MetaInstanceManager(PlacementSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "meta-instances";
  }

  @Override
  public MetaInstanceMemory initialMemory() {
    return MetaInstanceMemory.empty();
  }

  @Override
  public Round<MetaInstanceMemory> reconcile(State state, MetaInstanceMemory memory, Tick tick) {
    if (state.metaInstances().isEmpty()
        && state.drains().isEmpty()
        && memory.equals(MetaInstanceMemory.empty())) {
      return Round.quiet(memory);
    }
    MetaInstanceRound round = round(state, memory, tick, "reconcile");
    Set<MetaInstanceId> backed = backedIntents(state);
    for (MetaInstance intent : state.metaInstances().values()) {
      if (RollOver.concerns(intent, backed.contains(intent.id()))) {
        round.rollOver(intent, backing(state, intent.id()));
      }
      if (isWanting(intent, backed)) {
        round.consider(intent);
      }
    }
    round.emptyDrainedNodes();
    round.forgetAllButConsidered();
    return round.finish();
  }

  /**
   * Starts what one intent needs without waiting for the next tick. Does nothing when it is unknown
   * or has an instance, and nothing twice.
   */
  public Round<MetaInstanceMemory> requestPlacement(
      State state, MetaInstanceMemory memory, Tick tick, MetaInstanceId metaInstanceId) {
    MetaInstanceRound round = round(state, memory, tick, "request");
    MetaInstance intent = state.metaInstances().get(metaInstanceId);
    if (intent != null && !intent.status().paused() && !isBacked(state, metaInstanceId)) {
      round.consider(intent);
    }
    return round.finish();
  }

  /** Takes a loaded card and goes on with the intents that waited for it. */
  public Round<MetaInstanceMemory> cardLoaded(
      State state, MetaInstanceMemory memory, Tick tick, ModelId modelId, ModelCard card) {
    MetaInstanceRound round = round(state, memory, tick, "card");
    round.cards().loaded(modelId, card);
    waitingFor(state, modelId).forEach(round::consider);
    return round.finish();
  }

  /** Takes the news that a card could not be loaded: its intents say so, the next load waits. */
  public Round<MetaInstanceMemory> cardFailed(
      State state, MetaInstanceMemory memory, Tick tick, ModelId modelId, String reason) {
    MetaInstanceRound round = round(state, memory, tick, "card");
    if (round.cards().failed(modelId)) {
      for (MetaInstance intent : waitingFor(state, modelId)) {
        round.refuseUnlessWaiting(intent, "Failed to load model card: " + reason);
      }
    }
    return round.finish();
  }

  /** Takes the news that a card was not loaded by its deadline. */
  public Round<MetaInstanceMemory> cardTimedOut(
      State state, MetaInstanceMemory memory, Tick tick, ModelId modelId) {
    return cardFailed(
        state, memory, tick, modelId, "timed out after " + CARD_DEADLINE_MILLIS / 1000 + " s");
  }

  /**
   * Takes the answers of a round of searches. A placement becomes an instance only if the intent is
   * still what it was, has no instance, and the placement holds on the state as it is now, less
   * what the answers before it got; otherwise it is dropped and searched again. Call {@link
   * #reconcile} when the events are applied: intents that waited for the end of this round start
   * the next one.
   *
   * @param results one per search, in their order, as {@link PlacementRound} gives them; searches
   *     without one are made again in the next round
   */
  public Round<MetaInstanceMemory> placementsFound(
      State state,
      MetaInstanceMemory memory,
      Tick tick,
      Effect.SearchPlacements effect,
      ImmutableList<PlacementResult> results) {
    MetaInstanceRound round = round(state, memory, tick, "found");
    round.searches().answered(effect);
    Set<MetaInstanceId> backed = backedIntents(state);
    for (int i = 0; i < effect.searches().size(); i++) {
      PlacementSearch search = effect.searches().get(i);
      MetaInstanceId id = search.metaInstanceId();
      MetaInstance known = state.metaInstances().get(id);
      MetaInstance intent = known != null && isAskedFor(search, known, backed) ? known : null;
      boolean taken = round.searches().takes(search, intent);
      if (i >= results.size()) {
        round.searches().forget(id, taken);
      } else if (taken && intent != null && search.movedFrom() != null) {
        round.answerMove(intent, search, results.get(i));
      } else if (taken && intent != null) {
        round.answer(intent, search, results.get(i));
      } else {
        round.drop(results.get(i));
      }
    }
    return round.finish();
  }

  private MetaInstanceRound round(State state, MetaInstanceMemory memory, Tick tick, String scope) {
    return new MetaInstanceRound(settings, state, memory, tick, name() + "." + scope);
  }

  private static ImmutableList<MetaInstance> waitingFor(State state, ModelId model) {
    Set<MetaInstanceId> backed = backedIntents(state);
    ImmutableList.Builder<MetaInstance> waiting = ImmutableList.builder();
    for (MetaInstance intent : state.metaInstances().values()) {
      if (intent.spec().modelId().equals(model) && isWanting(intent, backed)) {
        waiting.add(intent);
      }
    }
    return waiting.build();
  }

  private static Set<MetaInstanceId> backedIntents(State state) {
    Set<MetaInstanceId> backed = new HashSet<>();
    for (Instance instance : state.instances().values()) {
      MetaInstanceId intent = instance.metaInstanceId();
      if (intent != null) {
        backed.add(intent);
      }
    }
    return backed;
  }

  private static List<Instance> backing(State state, MetaInstanceId intent) {
    List<Instance> backing = new ArrayList<>();
    for (Instance instance : state.instances().values()) {
      if (intent.equals(instance.metaInstanceId())) {
        backing.add(instance);
      }
    }
    return backing;
  }

  private static boolean isAskedFor(
      PlacementSearch search, MetaInstance intent, Set<MetaInstanceId> backed) {
    return search.movedFrom() == null
        ? isWanting(intent, backed)
        : !intent.status().paused() && backed.contains(intent.id());
  }

  /** Whether something is to be placed for an intent. */
  private static boolean isWanting(MetaInstance intent, Set<MetaInstanceId> backed) {
    return !intent.status().paused() && !backed.contains(intent.id());
  }

  private static boolean isBacked(State state, MetaInstanceId intent) {
    for (Instance instance : state.instances().values()) {
      if (intent.equals(instance.metaInstanceId())) {
        return true;
      }
    }
    return false;
  }
}
