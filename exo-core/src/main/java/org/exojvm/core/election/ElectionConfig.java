package org.exojvm.core.election;

import org.exojvm.api.check.Checks;

/**
 * How patient an election is.
 *
 * @param campaignMillis how long proposals are collected. Default 300, the reference takes 3,000:
 *     longer than a few round trips in a local network, shorter than anybody notices
 * @param winnerMillis how long the winner of a campaign may take to speak up before the next
 *     campaign. Default 1,000
 * @param seekMillis pause between two calls for a master. Default 1,000
 * @param beaconMillis pause between two words of a master that is not asked anything. Default
 *     5,000. Two masters that meet find each other within this time at the latest
 * @param silenceCheckMillis time of one liveness cycle. Default 10,000
 * @param silentChecks cycles in which the log of the master did not move before it is given up.
 *     Default 3, the measure for workers too: a machine that pauses for some seconds is not dead
 */
public record ElectionConfig(
    long campaignMillis,
    long winnerMillis,
    long seekMillis,
    long beaconMillis,
    long silenceCheckMillis,
    int silentChecks) {

  private static final ElectionConfig DEFAULTS =
      new ElectionConfig(300, 1_000, 1_000, 5_000, 10_000, 3);

  /** Checks the ranges. */
  public ElectionConfig {
    atLeastOne("campaignMillis", campaignMillis);
    atLeastOne("winnerMillis", winnerMillis);
    atLeastOne("seekMillis", seekMillis);
    atLeastOne("beaconMillis", beaconMillis);
    atLeastOne("silenceCheckMillis", silenceCheckMillis);
    atLeastOne("silentChecks", silentChecks);
  }

  private static void atLeastOne(String name, long value) {
    Checks.inRange(value >= 1, "ElectionConfig." + name, value, "at least 1");
  }

  /** Returns the defaults. */
  public static ElectionConfig defaults() {
    return DEFAULTS;
  }
}
