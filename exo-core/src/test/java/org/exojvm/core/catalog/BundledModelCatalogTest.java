package org.exojvm.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.catalog.ModelCatalogContract;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.ModelCard;
import org.exojvm.core.card.ModelFacts;
import org.junit.jupiter.api.Test;

/** The bundled catalogue keeps the contract and knows what its resource says. */
class BundledModelCatalogTest extends ModelCatalogContract {

  private static final ModelId DEEPSEEK_8BIT = ModelId.of("mlx-community/DeepSeek-V3.1-8bit");
  private static final ModelId KIMI = ModelId.of("mlx-community/Kimi-K2-Thinking");

  private final BundledModelCatalog catalog = BundledModelCatalog.create();

  @Override
  protected ModelCatalog catalog() {
    return catalog;
  }

  @Test
  void d18DeepSeekIsMarkedByDataAndNoOtherModelIs() throws ModelCardException {
    for (ModelId model : catalog.known()) {
      assertThat(catalog.load(model).supportsPipeline())
          .as("supports_pipeline of %s", model)
          .isEqualTo(!model.equals(DEEPSEEK_8BIT));
    }
  }

  @Test
  void d18TheOverlayMarksACardThatComesFromElsewhere() throws ModelCardException {
    ModelCard foreign = catalog.load(DEEPSEEK_8BIT).withSupportsPipeline(true);
    assertThat(catalog.overlay().apply(foreign).supportsPipeline()).isFalse();
  }

  @Test
  void aCardHoldsTheFactsOfTheResource() throws ModelCardException {
    ModelCard card = catalog.load(KIMI);
    assertThat(card.nLayers()).isEqualTo(61);
    assertThat(card.hiddenSize()).isEqualTo(7168);
    assertThat(card.storageSize().inGib()).isBetween(657.9, 658.1);
    assertThat(catalog.known()).hasSize(66);
  }

  @Test
  void factsBeyondTheCardAreKnownByModel() {
    ModelFacts facts = catalog.facts(KIMI);
    assertThat(facts.contextLength()).isEqualTo(262_144);
    assertThat(facts.kvValuesPerTokenPerLayer()).isEqualTo(576);
    assertThat(facts.kvLayers()).isEqualTo(61);
    assertThat(facts.attention()).isEqualTo("MLA");
    assertThat(facts.headDim()).isNull();
    assertThat(facts.activeShare()).isEqualTo(0.032);
    assertThat(catalog.facts().keySet()).containsExactlyElementsOf(catalog.known());
  }

  @Test
  void nothingIsKnownOfAnUnknownModel() {
    assertThat(catalog.facts(ModelId.of("a/b"))).isEqualTo(ModelFacts.UNKNOWN);
  }
}
