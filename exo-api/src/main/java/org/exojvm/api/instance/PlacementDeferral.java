package org.exojvm.api.instance;

/**
 * Why an intent is not placed anew at once: its last place has failed, and the next one waits (an
 * extension, D4). Ticks and no moment: how many of them have passed is known to the master alone,
 * and is counted anew by the next one.
 *
 * @param round places in a row that had failed before the last one, 0 for the first failure
 * @param delayTicks ticks from the failure to the next placement
 * @param reason why, for people
 */
public record PlacementDeferral(int round, long delayTicks, String reason) {}
