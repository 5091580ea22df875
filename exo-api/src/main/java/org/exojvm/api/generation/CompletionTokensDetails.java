package org.exojvm.api.generation;

/**
 * Breakdown of completion tokens.
 *
 * @param reasoningTokens tokens spent thinking
 * @param audioTokens audio tokens
 * @param acceptedPredictionTokens predicted tokens accepted
 * @param rejectedPredictionTokens predicted tokens rejected
 */
public record CompletionTokensDetails(
    long reasoningTokens,
    long audioTokens,
    long acceptedPredictionTokens,
    long rejectedPredictionTokens) {}
