package org.exojvm.api.hardware;

import org.exojvm.api.check.Checks;
import org.jspecify.annotations.Nullable;

/**
 * How fast a chip is.
 *
 * @param memoryBytesPerSecond peak memory bandwidth, bytes per second
 * @param halfPrecisionFlops peak rate of half-precision floating-point operations, per second; null
 *     when not known
 */
public record ChipSpeed(double memoryBytesPerSecond, @Nullable Double halfPrecisionFlops) {

  /** Checks that both figures are finite and greater than 0. */
  public ChipSpeed {
    Checks.inRange(
        memoryBytesPerSecond > 0 && Double.isFinite(memoryBytesPerSecond),
        "ChipSpeed.memoryBytesPerSecond",
        memoryBytesPerSecond,
        "finite and greater than 0");
    Checks.inRange(
        halfPrecisionFlops == null
            || (halfPrecisionFlops > 0 && Double.isFinite(halfPrecisionFlops)),
        "ChipSpeed.halfPrecisionFlops",
        halfPrecisionFlops,
        "finite and greater than 0, or null");
  }
}
