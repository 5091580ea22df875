package org.exojvm.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.core.card.ModelFacts;
import org.exojvm.core.catalog.BundledModelCatalog;
import org.junit.jupiter.api.Test;

/** Goal: the cache follows from facts where there are facts, and from a stated rule where not. */
class MemoryPolicyTest {

  private static final BundledModelCatalog CATALOG = BundledModelCatalog.create();
  private static final MemoryPolicy POLICY = MemoryPolicy.defaults().withFacts(CATALOG.facts());

  @Test
  void groupedQueryAttentionCachesAllItsHeadsInEveryLayer() throws Exception {
    CacheDemand demand = demand("mlx-community/Llama-3.3-70B-Instruct-4bit", null, null);
    assertThat(demand).isEqualTo(new CacheDemand(8_192, 1, 2_048L * 80 * 2, Memory.ZERO, 8));
    assertThat(demand.total().inGib()).isEqualTo(2.5);
  }

  @Test
  void latentAttentionIsNotSplitByTensorSharding() throws Exception {
    CacheDemand demand = demand("mlx-community/Kimi-K2-Thinking", 131_072, 2);
    assertThat(demand).isEqualTo(new CacheDemand(131_072, 2, 576L * 61 * 2, Memory.ZERO, 1));
  }

  @Test
  void layersWithoutACacheDoNotCount() throws Exception {
    assertThat(demand("mlx-community/Qwen3-Next-80B-A3B-Instruct-4bit", null, null).bytesPerToken())
        .isEqualTo(1_024L * 12 * 2);
  }

  @Test
  void aContextLongerThanTheModelHasIsCappedAndSaysSo() throws Exception {
    ModelCard card = CATALOG.load(ModelId.of("mlx-community/Qwen3-0.6B-4bit"));
    assertThat(POLICY.demandFor(card, 100_000, 1).contextTokens()).isEqualTo(32_768);
    assertThat(POLICY.cacheText(card, 100_000, 1))
        .isEqualTo(
            "3.50 GiB is kept for the cache of 32768 tokens (asked for 100000; the model has no"
                + " more) in each of 1 requests.");
  }

  @Test
  void withoutFactsATenthOfTheWeightsIsTakenWhateverTheContext() throws Exception {
    ModelCard image = CATALOG.load(ModelId.of("exolabs/FLUX.1-dev"));
    CacheDemand small = POLICY.demandFor(image, 1, 1);
    assertThat(small.isKnown()).isFalse();
    assertThat(small.total()).isEqualTo(Memory.ofBytes(3_332_743_796L));
    assertThat(POLICY.demandFor(image, 100_000, 9).total()).isEqualTo(small.total());
    assertThat(POLICY.cacheText(image, null, null)).contains("not known", "10 %", "whatever");
  }

  @Test
  void figuresThatMakeNoSenseCountAsNotKnownAndHugeOnesAreHeldAtTheLimit() {
    ModelCard card = Fixtures.card(10);
    assertThat(with(card, facts(-1, -1, -1)).demandFor(card, null, null))
        .isEqualTo(new CacheDemand(8_192, 1, null, Memory.ofGib(1), 1));
    int most = Integer.MAX_VALUE;
    assertThat(with(card, facts(most, most, most)).demandFor(card, most, most).total())
        .isEqualTo(Memory.ofBytes(Long.MAX_VALUE));
  }

  @Test
  void thePolicyOfTheReferenceCountsTheWeightsAlone() {
    assertThat(MemoryPolicy.NONE.demandFor(Fixtures.card(10), 1_000, 2))
        .isEqualTo(CacheDemand.NONE);
  }

  @Test
  void fractionsThatAreNoFractionsAreRefused() {
    for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> MemoryPolicy.defaults().withHeadroomFraction(wrong))
          .hasMessageContaining("headroomFraction is " + wrong);
    }
  }

  private static CacheDemand demand(String model, Integer tokens, Integer requests)
      throws Exception {
    return POLICY.demandFor(CATALOG.load(ModelId.of(model)), tokens, requests);
  }

  private static MemoryPolicy with(ModelCard card, ModelFacts facts) {
    return MemoryPolicy.defaults().withFacts(ImmutableMap.of(card.modelId(), facts));
  }

  private static ModelFacts facts(int context, int values, int layers) {
    return new ModelFacts(context, -1, null, values, layers, "GQA", null, null);
  }
}
