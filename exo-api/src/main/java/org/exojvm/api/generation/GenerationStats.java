package org.exojvm.api.generation;

import org.exojvm.api.model.Memory;

/**
 * Speed of a text generation.
 *
 * @param promptTps prompt tokens per second
 * @param generationTps generated tokens per second
 * @param promptTokens tokens of the prompt
 * @param generationTokens tokens generated
 * @param peakMemoryUsage highest memory use
 */
public record GenerationStats(
    double promptTps,
    double generationTps,
    long promptTokens,
    long generationTokens,
    Memory peakMemoryUsage) {}
