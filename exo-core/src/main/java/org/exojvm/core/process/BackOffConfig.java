package org.exojvm.core.process;

import java.nio.charset.StandardCharsets;
import org.exojvm.api.check.Checks;
import org.exojvm.api.id.MetaInstanceId;

/**
 * How long an intent waits for its next place when the last one has failed after its retries (D4):
 * {@code baseTicks * 2^round}, at most {@code capTicks}, and a little more that is derived from the
 * intent and the round. No chance is involved, so a replay and another master decide alike.
 *
 * @param baseTicks ticks after the first failed round. Default 5: long enough for a process that
 *     was killed to give its memory back and for a driver to settle. Shorter, and the next place is
 *     searched on figures from before; longer, and a passing fault costs more than it has to
 * @param capTicks most ticks, before what is added. Default 300, five minutes: a model that fails
 *     everywhere then costs four loads in five minutes. Longer, and people wait after they mended
 *     it; shorter, and nodes load weights for nothing all day
 * @param jitterPercent most that is added, in percent. Default 20: intents that failed together,
 *     because of one node, do not come back together. More only delays; 0 is for tests
 */
public record BackOffConfig(int baseTicks, int capTicks, int jitterPercent) {

  private static final BackOffConfig DEFAULTS = new BackOffConfig(5, 300, 20);
  private static final int PERCENT = 100;

  // FNV-1a, then the mixing steps of SplitMix64: short texts that differ in one digit must differ
  // in every bit of the result.
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** Checks the ranges. */
  public BackOffConfig {
    Checks.inRange(baseTicks >= 1, "BackOffConfig.baseTicks", baseTicks, "at least 1");
    Checks.inRange(capTicks >= baseTicks, "BackOffConfig.capTicks", capTicks, "at least baseTicks");
    Checks.inRange(
        jitterPercent >= 0 && jitterPercent <= PERCENT,
        "BackOffConfig.jitterPercent",
        jitterPercent,
        "0 to 100");
  }

  /** Returns the defaults: 5 ticks, doubled up to 300, up to 20 % added. */
  public static BackOffConfig defaults() {
    return DEFAULTS;
  }

  /**
   * Returns the ticks an intent waits.
   *
   * @param round rounds in a row that had failed before, from 0
   */
  public long delayTicks(MetaInstanceId intent, int round) {
    int doublings = Math.clamp(round, 0, Integer.SIZE);
    long delay = Math.min(capTicks, (long) baseTicks << doublings);
    long most = delay * jitterPercent / PERCENT;
    return delay + Long.remainderUnsigned(spread(intent, round), most + 1);
  }

  private static long spread(MetaInstanceId intent, int round) {
    long hash = FNV_OFFSET;
    for (byte octet : (round + "/" + intent.value()).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
