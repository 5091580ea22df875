package org.exojvm.api.generation;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * One of the most likely tokens at a position.
 *
 * @param token token text
 * @param logprob log probability of the token
 * @param bytes UTF-8 bytes of the token
 */
public record TopLogprobItem(
    String token, double logprob, @Nullable ImmutableList<Integer> bytes) {}
