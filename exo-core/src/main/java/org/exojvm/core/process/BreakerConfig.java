package org.exojvm.core.process;

import org.exojvm.api.check.Checks;

/**
 * When a node is no longer offered for a model it keeps failing (D4).
 *
 * @param failures failures for which a rank on the node is to blame. Default 3, as many as retries
 *     in place: one more attempt there is still made, and the next place is another. Fewer, and one
 *     bad request takes a machine out; more, and the next place is the broken node again
 * @param windowTicks ticks within which they must lie. Default 600, ten minutes: loading a large
 *     model takes minutes, so three failures need that long. Longer, and failures that have nothing
 *     to do with each other add up; at most as much is remembered
 * @param openTicks ticks after which the node is offered again. Default 600. Shorter, and every
 *     intent tries the broken node again and again; longer, and a node that was mended stands idle.
 *     Counted anew by a new master
 */
public record BreakerConfig(int failures, int windowTicks, int openTicks) {

  private static final BreakerConfig DEFAULTS = new BreakerConfig(3, 600, 600);

  /** Checks the ranges. */
  public BreakerConfig {
    Checks.inRange(failures >= 1, "BreakerConfig.failures", failures, "at least 1");
    Checks.inRange(windowTicks >= 1, "BreakerConfig.windowTicks", windowTicks, "at least 1");
    Checks.inRange(openTicks >= 1, "BreakerConfig.openTicks", openTicks, "at least 1");
  }

  /** Returns the defaults: 3 failures within 600 ticks, closed after 600. */
  public static BreakerConfig defaults() {
    return DEFAULTS;
  }
}
