package org.exojvm.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.model.ModelTask;
import org.junit.jupiter.api.Test;

/** Extension fields come to cards by data (D18). */
class D18SpecialModelsByDataTest {

  private static final ModelId MODEL = ModelId.of("org/model");

  @Test
  void anOverlaidModelLosesPipelineSupportByData() {
    CardOverlay overlay = CardOverlay.of(ImmutableMap.of(MODEL, facts(false)));
    assertThat(overlay.apply(card(MODEL)).supportsPipeline()).isFalse();
  }

  @Test
  void aModelWithoutEntryKeepsItsCard() {
    CardOverlay overlay = CardOverlay.of(ImmutableMap.of(MODEL, facts(false)));
    ModelCard other = card(ModelId.of("org/other"));
    assertThat(overlay.apply(other)).isSameAs(other);
  }

  @Test
  void factsThatSayNothingAboutAFieldLeaveItAlone() {
    CardOverlay overlay = CardOverlay.of(ImmutableMap.of(MODEL, ModelFacts.UNKNOWN));
    assertThat(overlay).isEqualTo(CardOverlay.none());
  }

  @Test
  void layingTheOverlayTwiceChangesNothingMore() {
    CardOverlay overlay = CardOverlay.of(ImmutableMap.of(MODEL, facts(false)));
    ModelCard once = overlay.apply(card(MODEL));
    assertThat(overlay.apply(once)).isEqualTo(once);
  }

  private static ModelFacts facts(boolean supportsPipeline) {
    return new ModelFacts(null, null, null, null, null, null, null, supportsPipeline);
  }

  private static ModelCard card(ModelId model) {
    return new ModelCard(
        model,
        Memory.ofGib(1),
        4,
        64,
        true,
        ImmutableList.of(ModelTask.TEXT_GENERATION),
        null,
        "",
        "",
        "",
        ImmutableList.of(),
        false,
        true);
  }
}
