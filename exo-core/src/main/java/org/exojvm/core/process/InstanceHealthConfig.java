package org.exojvm.core.process;

import org.exojvm.api.check.Checks;
import org.immutables.value.Value;

/**
 * Patience of {@link InstanceHealthManager}.
 *
 * @param retryLimit how often the runners of an instance are started anew in place before it is
 *     deleted and placed anew; every such round has its own retries (D3). Default 3: a restart in
 *     place costs one load of the weights and mends what a crash of one process leaves behind; what
 *     three restarts have not mended is bound to the place. Fewer, and a passing fault moves the
 *     instance, which downloads weights on other nodes; more, and a broken node is clung to for
 *     minutes. 0 places anew at once
 * @param linkLossTicks number of consecutive ticks a link must be missing before the instance is
 *     deleted (D19). Default 3. With 1 a link that flaps for a second costs a serving instance;
 *     each more lets requests hang a second longer on a link that is really gone
 * @param recoveredAfterTicks number of consecutive ticks every runner must serve before the
 *     failures of an intent are forgotten (D3). Default 60. Too few, and an instance that crashes
 *     after every first request counts as recovered in between; too many, and failures days apart
 *     add up
 * @param patience how long runners may stand still on their way up or down
 * @param backOff how long an intent waits when its place has failed (D4)
 * @param breakers when a node is no longer offered for a model it keeps failing (D4)
 */
@Value.Builder
public record InstanceHealthConfig(
    int retryLimit,
    int linkLossTicks,
    int recoveredAfterTicks,
    PhasePatience patience,
    BackOffConfig backOff,
    BreakerConfig breakers)
    implements WithInstanceHealthConfig {

  private static final InstanceHealthConfig DEFAULTS =
      new InstanceHealthConfig(
          3, 3, 60, PhasePatience.defaults(), BackOffConfig.defaults(), BreakerConfig.defaults());

  /** Checks the ranges. */
  public InstanceHealthConfig {
    Checks.inRange(
        retryLimit >= 0 && retryLimit < Integer.MAX_VALUE,
        "InstanceHealthConfig.retryLimit",
        retryLimit,
        "at least 0");
    Checks.inRange(
        linkLossTicks >= 1, "InstanceHealthConfig.linkLossTicks", linkLossTicks, "at least 1");
    Checks.inRange(
        recoveredAfterTicks >= 1,
        "InstanceHealthConfig.recoveredAfterTicks",
        recoveredAfterTicks,
        "at least 1");
  }

  /** Returns the defaults: 3 retries, 3 ticks without a link, 60 ticks of service. */
  public static InstanceHealthConfig defaults() {
    return DEFAULTS;
  }
}
