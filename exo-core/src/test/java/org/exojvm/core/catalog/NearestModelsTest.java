package org.exojvm.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.ModelId;
import org.junit.jupiter.api.Test;

/** An unknown model is answered with the ids that read most like it. */
class NearestModelsTest {

  private static final ImmutableList<ModelId> KNOWN =
      ImmutableList.of(
          ModelId.of("mlx-community/Kimi-K2-Thinking"),
          ModelId.of("mlx-community/Llama-3.2-1B-Instruct-4bit"),
          ModelId.of("mlx-community/Llama-3.3-70B-Instruct-4bit"),
          ModelId.of("mlx-community/Qwen3-0.6B-4bit"));

  @Test
  void aMissingOrganisationAndWrongCaseAreForgiven() {
    assertThat(NearestModels.near(ModelId.of("kimi-k2-thinking"), KNOWN).getFirst())
        .isEqualTo(KNOWN.get(0));
  }

  @Test
  void theBeginningOfANameFindsIt() {
    assertThat(NearestModels.near(ModelId.of("llama"), KNOWN))
        .startsWith(KNOWN.get(1), KNOWN.get(2));
  }

  @Test
  void theMessageNamesTheModelTheCatalogueAndTheNearestIds() {
    assertThat(NearestModels.unknown(ModelId.of("x/Qwen3-0.6B"), KNOWN, "the test catalogue"))
        .startsWith("The model \"x/Qwen3-0.6B\" is not in the test catalogue of 4 models.")
        .contains("Maybe you mean one of: mlx-community/Qwen3-0.6B-4bit, ");
  }

  @Test
  void aHugeIdIsCutInTheMessage() {
    String message = NearestModels.unknown(ModelId.of("x".repeat(1 << 20)), KNOWN, "it");
    assertThat(message).hasSizeLessThan(600);
  }

  @Test
  void anEmptyCatalogueSuggestsToFillIt() {
    assertThat(NearestModels.unknown(ModelId.of("a"), ImmutableList.of(), "the directory x"))
        .endsWith("of 0 models. Add a model card to it.");
  }
}
