package org.exojvm.placement.cost;

import org.exojvm.api.hardware.ChipSpeed;

/**
 * The work of one rank and what it is done with.
 *
 * @param weightBytes weights held
 * @param cacheBytesPerRequest cache that one request reads per token
 * @param flopsPerToken floating-point operations per token
 * @param activeShare part of the weights that one token reads
 * @param bytesPerSecond memory bandwidth that is reached
 * @param speed the chip
 */
record RankWork(
    double weightBytes,
    double cacheBytesPerRequest,
    double flopsPerToken,
    double activeShare,
    double bytesPerSecond,
    ChipSpeed speed) {

  /**
   * Returns what a step takes that advances several requests by a token each. Tokens of a mixture
   * of experts choose their experts independently, so a batch reads {@code 1 - (1 - a)^batch} of
   * the weights.
   *
   * @param batch number of requests, at least 1; a mean, so it need not be whole
   */
  RankTimes step(double batch) {
    double read = 1 - Math.pow(1 - activeShare, batch);
    double memory = (weightBytes * read + cacheBytesPerRequest * batch) / bytesPerSecond;
    Double flops = speed.halfPrecisionFlops();
    double compute = flops == null ? 0 : flopsPerToken * batch / flops;
    return new RankTimes(memory, Math.max(0, compute - memory));
  }
}
