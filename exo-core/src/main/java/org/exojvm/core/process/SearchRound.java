package org.exojvm.core.process;

import org.exojvm.api.id.InstanceId;

/**
 * A round of searches whose answer is outstanding.
 *
 * @param roundId what tells it from others, see {@link Effect.SearchPlacements#roundId}
 * @param sinceTick tick at which it was started
 */
public record SearchRound(InstanceId roundId, long sinceTick) {}
