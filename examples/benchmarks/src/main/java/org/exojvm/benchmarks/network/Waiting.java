package org.exojvm.benchmarks.network;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waiting for what other threads bring about. */
final class Waiting {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STILL = Duration.ofSeconds(3);
  private static final long PAUSE_NANOS = 100_000;

  private Waiting() {}

  /** Waits until something holds; throws when it does not for too long. */
  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException(
            "What was waited for did not come in " + PATIENCE + ". Maybe messages were lost.");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Waits until a count has come so far, or grows no more. */
  static void untilCount(LongSupplier count, long wanted) {
    long last = -1;
    long end = System.nanoTime() + STILL.toNanos();
    while (last < wanted && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      long now = count.getAsLong();
      if (now != last) {
        last = now;
        end = System.nanoTime() + STILL.toNanos();
      }
    }
  }

  /** Waits until a time of {@code System.nanoTime()}. */
  static void untilNanos(long time) {
    for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
