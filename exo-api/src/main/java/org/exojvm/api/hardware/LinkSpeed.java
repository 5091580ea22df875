package org.exojvm.api.hardware;

import org.exojvm.api.check.Checks;

/**
 * How fast a link is in one direction.
 *
 * @param bytesPerSecond bandwidth, bytes per second
 * @param latencySeconds time until the first byte arrives, seconds
 */
public record LinkSpeed(double bytesPerSecond, double latencySeconds) {

  /** Checks that the bandwidth is greater than 0, the latency is not negative, both finite. */
  public LinkSpeed {
    Checks.inRange(
        bytesPerSecond > 0 && Double.isFinite(bytesPerSecond),
        "LinkSpeed.bytesPerSecond",
        bytesPerSecond,
        "finite and greater than 0");
    Checks.inRange(
        latencySeconds >= 0 && Double.isFinite(latencySeconds),
        "LinkSpeed.latencySeconds",
        latencySeconds,
        "finite and at least 0");
  }

  /** Returns the time to move a message, seconds. */
  public double secondsFor(double bytes) {
    return latencySeconds + bytes / bytesPerSecond;
  }
}
