package org.exojvm.api.generation;

/**
 * Breakdown of prompt tokens.
 *
 * @param cachedTokens tokens served from a cache
 * @param audioTokens audio tokens
 */
public record PromptTokensDetails(long cachedTokens, long audioTokens) {}
