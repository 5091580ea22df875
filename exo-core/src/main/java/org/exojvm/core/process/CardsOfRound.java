package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.ModelCard;
import org.exojvm.core.process.CardLoad.BackingOff;
import org.exojvm.core.process.CardLoad.Loading;
import org.jspecify.annotations.Nullable;

/** Model cards during one round: what is known, what is being loaded, what has to wait. */
final class CardsOfRound {

  private final Map<ModelId, ModelCard> cards;
  private final Map<ModelId, CardLoad> loads;
  private final long tick;
  private final Set<ModelId> wanted = new HashSet<>();
  private final ImmutableList.Builder<Effect> effects;

  CardsOfRound(MetaInstanceMemory memory, long tick, ImmutableList.Builder<Effect> effects) {
    this.cards = new LinkedHashMap<>(memory.cards());
    this.loads = new LinkedHashMap<>(memory.cardLoads());
    this.tick = tick;
    this.effects = effects;
  }

  /** Returns the card, or asks for it unless that is under way or has to wait. */
  @Nullable ModelCard get(ModelId model) {
    ModelCard card = cards.get(model);
    if (card == null) {
      wanted.add(model);
      if (mayLoad(loads.get(model))) {
        loads.put(model, new Loading(failures(model), tick));
        effects.add(new Effect.LoadModelCard(model, MetaInstanceManager.CARD_DEADLINE_MILLIS));
      }
    }
    return card;
  }

  private boolean mayLoad(@Nullable CardLoad load) {
    return switch (load) {
      case Loading loading ->
          tick - loading.sinceTick() >= MetaInstanceManager.EFFECT_LOST_AFTER_TICKS;
      case BackingOff backingOff -> tick >= backingOff.untilTick();
      case null -> true;
    };
  }

  void loaded(ModelId model, ModelCard card) {
    loads.remove(model);
    cards.put(model, card);
    if (cards.size() > MetaInstanceManager.MAX_CACHED_CARDS) {
      cards.remove(cards.keySet().iterator().next());
    }
  }

  /** Returns whether the failure matters; not when the card has come in the meantime. */
  boolean failed(ModelId model) {
    if (cards.containsKey(model)) {
      return false;
    }
    int failures = failures(model) + 1;
    loads.put(model, new BackingOff(failures, tick + backOffTicks(failures)));
    return true;
  }

  /** 2, 4, 8, ... up to the cap. */
  private static int backOffTicks(int failures) {
    int doublings = Math.min(failures, Integer.SIZE - 2);
    return Math.min(MetaInstanceManager.MAX_CARD_BACK_OFF_TICKS, 1 << doublings);
  }

  private int failures(ModelId model) {
    CardLoad load = loads.get(model);
    return load == null ? 0 : load.failures();
  }

  /** Drops pauses of models that no intent wants any more. */
  void forgetUnwanted() {
    loads
        .entrySet()
        .removeIf(load -> load.getValue() instanceof BackingOff && !wanted.contains(load.getKey()));
  }

  ImmutableMap<ModelId, ModelCard> cards() {
    return ImmutableMap.copyOf(cards);
  }

  ImmutableMap<ModelId, CardLoad> loads() {
    return ImmutableMap.copyOf(loads);
  }
}
