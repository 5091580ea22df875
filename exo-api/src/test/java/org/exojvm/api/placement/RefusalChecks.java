package org.exojvm.api.placement;

import static org.assertj.core.api.Assertions.assertThat;

/** What a refusal has to hold, whoever refuses. */
final class RefusalChecks {

  private RefusalChecks() {}

  static void check(PlacementRefusal refusal) {
    assertThat(refusal.code())
        .as("a strategy does not fail: %s", refusal)
        .isNotEqualTo(RefusalCode.STRATEGY_FAILED);
    assertThat(refusal.referenceText()).isNotBlank();
    assertThat(refusal.detail()).as("detail of %s", refusal.code()).isNotBlank();
    assertThat(refusal.hint()).as("hint of %s", refusal.code()).isNotBlank().endsWith(".");
    if (speaksOfAmounts(refusal.code())) {
      assertThat(refusal.numbers()).as("numbers of %s", refusal).isNotEmpty();
    }
    assertThat(refusal.numbers().keySet()).allMatch(name -> name.matches("[a-z][A-Za-z]*"));
  }

  private static boolean speaksOfAmounts(RefusalCode code) {
    return switch (code) {
      case INSUFFICIENT_MEMORY,
          NODE_MEMORY,
          NO_MEMORY,
          TOO_FEW_LAYERS,
          TENSOR_NOT_DIVISIBLE,
          CONTRADICTION ->
          true;
      case TENSOR_UNSUPPORTED,
          PIPELINE_UNSUPPORTED,
          NO_RDMA,
          RING_CONNECTIVITY,
          RDMA_PAIR_MISSING,
          COORDINATOR_UNREACHABLE,
          STRATEGY_FAILED ->
          false;
    };
  }
}
