package org.exojvm.api.generation;

import org.exojvm.api.check.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Expert settings of image generation.
 *
 * @param seed seed of the sampler
 * @param numInferenceSteps diffusion steps, 1..100
 * @param guidance guidance scale, 1..20
 * @param negativePrompt what to avoid
 * @param numSyncSteps synchronous steps, 1..100
 */
public record AdvancedImageParams(
    @Nullable Long seed,
    @Nullable Long numInferenceSteps,
    @Nullable Double guidance,
    @Nullable String negativePrompt,
    @Nullable Integer numSyncSteps) {
  /** Checks the shape. */
  public AdvancedImageParams {
    Checks.inRange(seed == null || seed >= 0, "AdvancedImageParams.seed", seed, "at least 0");
    Checks.inRange(
        numInferenceSteps == null || (numInferenceSteps >= 1 && numInferenceSteps <= 100),
        "AdvancedImageParams.numInferenceSteps",
        numInferenceSteps,
        "1..100");
    Checks.inRange(
        guidance == null || (guidance >= 1 && guidance <= 20),
        "AdvancedImageParams.guidance",
        guidance,
        "1..20");
    Checks.inRange(
        numSyncSteps == null || (numSyncSteps >= 1 && numSyncSteps <= 100),
        "AdvancedImageParams.numSyncSteps",
        numSyncSteps,
        "1..100");
  }
}
