package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.model.ModelTask;

/** Made-up models: most fit on one machine, some need several, a few fit nowhere. */
final class Models implements ModelCatalog {

  private static final int LEAST_MODELS = 4;
  private static final int LARGE_PERCENT = 25;
  private static final int TOO_LARGE_PERCENT = 10;
  private static final int HIDDEN_SIZE = 4096;

  private final ImmutableMap<ModelId, ModelCard> cards;

  Models(int intents, List<Machine> machines, Dice dice) {
    ImmutableMap.Builder<ModelId, ModelCard> made = ImmutableMap.builder();
    long all = machines.stream().mapToLong(machine -> (long) machine.ram().inGib()).sum();
    long most =
        machines.stream().mapToLong(machine -> (long) machine.ram().inGib()).max().orElse(0);
    for (int i = 0; i < Math.max(LEAST_MODELS, intents / 2); i++) {
      long gib = dice.between(1, Math.max(2, most / 3));
      if (dice.percent(TOO_LARGE_PERCENT)) {
        gib = all + 1;
      } else if (dice.percent(LARGE_PERCENT)) {
        gib = dice.between(most / 2, Math.max(most / 2, Math.min(all / 2, 2 * most)));
      }
      ModelId id = ModelId.of("sim/model-" + i + "-" + gib + "gib");
      made.put(id, card(id, Math.max(1, gib), dice));
    }
    this.cards = made.buildOrThrow();
  }

  private static ModelCard card(ModelId id, long gib, Dice dice) {
    return new ModelCard(
        id,
        Memory.ofGib(gib),
        (int) dice.between(16, 80),
        HIDDEN_SIZE,
        dice.percent(70),
        ImmutableList.of(ModelTask.TEXT_GENERATION),
        null,
        "simulated",
        "4bit",
        id.value(),
        ImmutableList.of("text"),
        false,
        true);
  }

  ModelCard card(ModelId id) {
    ModelCard card = cards.get(id);
    if (card == null) {
      throw new IllegalArgumentException("Model " + id + " is none of " + cards.keySet() + ".");
    }
    return card;
  }

  @Override
  public ModelCard load(ModelId model) throws ModelCardException {
    return card(model);
  }

  @Override
  public ImmutableList<ModelId> known() {
    return cards.keySet().asList();
  }
}
