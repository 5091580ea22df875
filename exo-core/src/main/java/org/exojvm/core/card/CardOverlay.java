package org.exojvm.core.card;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.ModelCard;
import org.jspecify.annotations.Nullable;

/**
 * Extension fields of model cards by model id, as data (D18). Cards from elsewhere, such as one
 * that comes with a command, do not carry them; the overlay is laid over every card before
 * placement. Pure.
 *
 * @param supportsPipeline value of {@link ModelCard#supportsPipeline} per model; a model without an
 *     entry keeps what its card says
 */
public record CardOverlay(ImmutableMap<ModelId, Boolean> supportsPipeline) {

  private static final CardOverlay NONE = new CardOverlay(ImmutableMap.of());

  /** Returns the overlay that changes no card. */
  public static CardOverlay none() {
    return NONE;
  }

  /** Returns the overlay that facts about models ask for. */
  public static CardOverlay of(Map<ModelId, ModelFacts> facts) {
    ImmutableMap.Builder<ModelId, Boolean> supportsPipeline = ImmutableMap.builder();
    facts.forEach(
        (model, fact) -> {
          if (fact.supportsPipeline() != null) {
            supportsPipeline.put(model, fact.supportsPipeline());
          }
        });
    return new CardOverlay(supportsPipeline.buildOrThrow());
  }

  /** Returns the card with the extension fields of its model; the same card when it has none. */
  public ModelCard apply(ModelCard card) {
    @Nullable Boolean pipeline = supportsPipeline.get(card.modelId());
    return pipeline == null ? card : card.withSupportsPipeline(pipeline);
  }
}
