package org.exojvm.node.http;

import java.util.concurrent.Semaphore;

/**
 * How much memory all bodies together may take. Without it, as many bodies as there may be
 * connections would fill the heap.
 *
 * <p>Threading: safe for any thread.
 */
final class BodyBudget {

  /** Most bytes of all bodies at once; 128 full ones of the default size. */
  static final long MAX_BYTES = 134_217_728;

  private static final int PERMIT_BYTES = 1_024;

  private final Semaphore permits = new Semaphore((int) (MAX_BYTES / PERMIT_BYTES));

  /**
   * Takes room for a body.
   *
   * @return what to give back with {@link #release}
   * @throws Problem 503 when there is none
   */
  int take(long bytes) throws Problem {
    int wanted = (int) Math.ceilDiv(bytes, PERMIT_BYTES);
    if (!permits.tryAcquire(wanted)) {
      throw Problem.unavailable(
          "too_many_bodies",
          "The bodies of all requests have %d bytes already. Maybe send it again a little later."
              .formatted(MAX_BYTES - (long) permits.availablePermits() * PERMIT_BYTES));
    }
    return wanted;
  }

  void release(int taken) {
    permits.release(taken);
  }
}
