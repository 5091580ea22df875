package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.id.ModelId;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.RefusalCode;
import org.junit.jupiter.api.Test;

/** Goal: the card says which models cannot be a pipeline; no id is special in code (D18). */
class D18SupportsPipelineTest {

  private static final ModelCard DEEPSEEK =
      Cluster.card(50, 61).withModelId(ModelId.of("mlx-community/DeepSeek-V3.1-8bit"));

  private static PlacementRequest request(ModelCard card) {
    return Cluster.of(64, 64).meshed().request(card);
  }

  private static PlacementRefusal refusal(ModelCard card) {
    return ((Unplaceable) new LargestCycleStrategy().place(request(card))).refusal();
  }

  @Test
  void theTextOfTheReferenceStays() {
    PlacementRefusal refusal = refusal(DEEPSEEK.withSupportsPipeline(false));
    assertThat(refusal.code()).isEqualTo(RefusalCode.PIPELINE_UNSUPPORTED);
    assertThat(refusal.referenceText())
        .isEqualTo("Pipeline parallelism is not supported for DeepSeek V3.1 (8-bit)");
    assertThat(refusal.hint()).isEqualTo("Ask for tensor sharding.");
  }

  @Test
  void anyModelCanBeMarked() {
    PlacementRefusal refusal = refusal(Cluster.card(50, 61).withSupportsPipeline(false));
    assertThat(refusal.referenceText())
        .isEqualTo("Pipeline parallelism is not supported for org/model");
  }

  @Test
  void theIdAloneRefusesNothing() {
    assertThat(new LargestCycleStrategy().place(request(DEEPSEEK))).isInstanceOf(Placed.class);
  }

  @Test
  void tensorShardingOfAMarkedModelIsPlaced() {
    PlacementRequest request =
        request(DEEPSEEK.withSupportsPipeline(false)).withSharding(Sharding.TENSOR);
    assertThat(new LargestCycleStrategy().place(request)).isInstanceOf(Placed.class);
  }
}
