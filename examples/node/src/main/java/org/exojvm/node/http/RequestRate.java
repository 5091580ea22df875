package org.exojvm.node.http;

/**
 * How often one client may ask: so many requests at once as a second allows, and from then on one
 * whenever its part of a second has passed (the generic cell rate algorithm, ITU-T I.371, annex A).
 *
 * <p>Threading: safe for any thread.
 */
final class RequestRate {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final long partNanos;
  private long paidUntilNanos;

  /**
   * Creates a rate that nothing has been taken of.
   *
   * @param perSecond requests per second, from 1 to a thousand million
   * @param nowNanos the present, of {@link System#nanoTime}
   */
  RequestRate(int perSecond, long nowNanos) {
    this.partNanos = NANOS_PER_SECOND / perSecond;
    this.paidUntilNanos = nowNanos;
  }

  /** Returns whether a request may go on; one that may not costs nothing. */
  synchronized boolean admits(long nowNanos) {
    long from = paidUntilNanos - nowNanos > 0 ? paidUntilNanos : nowNanos;
    if (from + partNanos - nowNanos > NANOS_PER_SECOND) {
      return false;
    }
    paidUntilNanos = from + partNanos;
    return true;
  }
}
