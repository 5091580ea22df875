package org.exojvm.api.generation;

/**
 * Token counts of a request.
 *
 * @param promptTokens tokens of the prompt
 * @param completionTokens tokens generated
 * @param totalTokens sum of both
 * @param promptTokensDetails details of the prompt
 * @param completionTokensDetails details of the completion
 */
public record Usage(
    long promptTokens,
    long completionTokens,
    long totalTokens,
    PromptTokensDetails promptTokensDetails,
    CompletionTokensDetails completionTokensDetails) {}
