package org.exojvm.api.generation;

import org.exojvm.api.model.Memory;

/**
 * Speed of an image generation.
 *
 * @param secondsPerStep seconds per diffusion step
 * @param totalGenerationTime seconds in all
 * @param numInferenceSteps diffusion steps, 1..100
 * @param numImages images made
 * @param imageWidth pixels
 * @param imageHeight pixels
 * @param peakMemoryUsage highest memory use
 */
public record ImageGenerationStats(
    double secondsPerStep,
    double totalGenerationTime,
    long numInferenceSteps,
    long numImages,
    int imageWidth,
    int imageHeight,
    Memory peakMemoryUsage) {}
