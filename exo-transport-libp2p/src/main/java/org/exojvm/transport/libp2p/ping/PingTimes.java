package org.exojvm.transport.libp2p.ping;

import java.time.Duration;

/**
 * When to ping.
 *
 * @param interval from an answer to the next ping. Shorter: more traffic. Longer: a dead peer is
 *     noticed later
 * @param timeout how long an answer may take. Shorter: a pause of the peer counts as a failure.
 *     Longer: a dead peer is noticed later
 */
public record PingTimes(Duration interval, Duration timeout) {

  /** Those of the reference: a silent peer is noticed after about 7.5 s. */
  public static final PingTimes DEFAULT =
      new PingTimes(Duration.ofMillis(2500), Duration.ofMillis(2500));
}
