package org.exojvm.core.process;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.placement.PlacementIds;
import org.jspecify.annotations.Nullable;

/** Placement searches of the intents: one round of them in flight, none without a reason. */
final class SearchesOfRound {

  /**
   * An intent to be searched for.
   *
   * @param intent the intent, as it will be after the events of this round
   * @param basis what the search is made from
   */
  record Wanted(MetaInstance intent, SearchBasis basis) {}

  private final Map<MetaInstanceId, IntentSearch> searches;
  private @Nullable SearchRound round;
  private final long tick;
  private final Set<MetaInstanceId> considered = new HashSet<>();
  private final List<Wanted> wanted = new ArrayList<>();

  SearchesOfRound(MetaInstanceMemory memory, long tick) {
    this.searches = new LinkedHashMap<>(memory.searches());
    this.round = memory.round();
    this.tick = tick;
  }

  void consider(MetaInstanceId intent) {
    considered.add(intent);
  }

  /**
   * Notes that an intent wants a search, unless one could not end otherwise than the last.
   *
   * @return whether an answer is to be waited for
   */
  boolean want(MetaInstance intent, SearchBasis basis) {
    IntentSearch last = searches.get(intent.id());
    boolean open = last == null || !isSettled(last, basis);
    if (open) {
      wanted.add(new Wanted(intent, basis));
    }
    return open;
  }

  private boolean isRoundOutstanding() {
    return round != null && tick - round.sinceTick() < MetaInstanceManager.EFFECT_LOST_AFTER_TICKS;
  }

  private static boolean isSettled(IntentSearch search, SearchBasis now) {
    return !search.inFlight() && search.basis().givesTheSameAs(now);
  }

  /**
   * Returns the searches of the next round, nothing while one is in flight; when not all have room
   * in it, those that waited longest.
   */
  List<Wanted> startable() {
    if (isRoundOutstanding()) {
      return List.of();
    }
    int room = MetaInstanceManager.MAX_SEARCHES_PER_ROUND;
    if (wanted.size() > room) {
      // In the order of intents all rooms would go to the first ones, again and again.
      Map<MetaInstanceId, Long> last = new HashMap<>();
      searches.forEach((id, search) -> last.put(id, search.sinceTick()));
      wanted.sort(Comparator.comparingLong(w -> last.getOrDefault(w.intent().id(), -1L)));
    }
    return wanted.subList(0, Math.min(room, wanted.size()));
  }

  void started(Wanted search, PlacementIds ids) {
    searches.put(
        search.intent().id(), new IntentSearch(search.basis(), ids.instanceId(), tick, true));
  }

  void started(Effect.SearchPlacements effect) {
    round = new SearchRound(effect.roundId(), tick);
  }

  /** Notes that a round has been answered; an answer to another changes nothing. */
  void answered(Effect.SearchPlacements effect) {
    if (round != null && round.roundId().equals(effect.roundId())) {
      round = null;
    }
  }

  /**
   * Takes the answer of a search out of flight.
   *
   * @param intent the intent as it is now, null when it is gone or has an instance
   * @return whether the answer is that of the search in flight, and still to the question
   */
  boolean takes(PlacementSearch answered, @Nullable MetaInstance intent) {
    IntentSearch search = searches.get(answered.metaInstanceId());
    if (search == null
        || !search.inFlight()
        || !search.instanceId().equals(answered.request().ids().instanceId())) {
      return false;
    }
    boolean sameQuestion =
        intent != null
            && intent.spec().equals(search.basis().spec())
            && intent.status().relaxedNodes().equals(search.basis().relaxedNodes());
    if (sameQuestion) {
      searches.put(answered.metaInstanceId(), search.refused());
    } else {
      searches.remove(answered.metaInstanceId());
    }
    return sameQuestion;
  }

  /** Forgets a search, so that the next round makes another. */
  void forget(MetaInstanceId intent) {
    searches.remove(intent);
  }

  /** Likewise, when the last search was refused. */
  void forgetRefused(MetaInstanceId intent) {
    IntentSearch last = searches.get(intent);
    if (last != null && !last.inFlight()) {
      searches.remove(intent);
    }
  }

  /** Likewise, when the search is the one that was just taken. */
  void forget(MetaInstanceId intent, boolean taken) {
    if (taken) {
      forget(intent);
    }
  }

  Set<MetaInstanceId> considered() {
    return Collections.unmodifiableSet(considered);
  }

  void forgetAllButConsidered() {
    searches.keySet().retainAll(considered);
  }

  @Nullable SearchRound round() {
    return round;
  }

  ImmutableMap<MetaInstanceId, IntentSearch> searches() {
    return ImmutableMap.copyOf(searches);
  }
}
