package org.exojvm.transport.libp2p.swarm;

import java.time.Duration;
import org.exojvm.transport.libp2p.ping.PingTimes;

/**
 * The times of a swarm.
 *
 * @param connect how long an address may take to answer
 * @param upgrade how long a connection may take until it is authenticated and multiplexed. Shorter:
 *     slow machines do not come in. Longer: who stalls holds a place longer
 * @param negotiation how long a stream may take to agree on a protocol
 * @param retryMin from a failure to dial a kept address to the next attempt, at first; half of it
 *     to all of it, by chance
 * @param retryMax the same at last; it doubles up to here
 * @param closing how long threads may take to end when the swarm is closed
 * @param ping when to ping
 */
public record SwarmTimes(
    Duration connect,
    Duration upgrade,
    Duration negotiation,
    Duration retryMin,
    Duration retryMax,
    Duration closing,
    PingTimes ping) {

  /** Those of the reference; it has no back-off, and dials every 5 s. */
  public static final SwarmTimes DEFAULT =
      new SwarmTimes(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          PingTimes.DEFAULT);
}
