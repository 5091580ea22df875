package org.exojvm.api.placement;

import com.google.common.collect.ImmutableMap;

/**
 * Why there is no placement.
 *
 * @param code what kind of reason
 * @param referenceText the sentence the reference uses for it; also the {@code placement_error} of
 *     an intent
 * @param numbers the figures behind it by name, bytes where the name ends in {@code Bytes}
 * @param detail what was found, with ids and numbers, for people
 * @param hint what would make it fit
 */
public record PlacementRefusal(
    RefusalCode code,
    String referenceText,
    ImmutableMap<String, Long> numbers,
    String detail,
    String hint) {}
