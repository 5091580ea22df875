package org.exojvm.transport.libp2p.timer;

import java.time.Duration;

/** Runs short tasks later. Methods may be called from any thread. */
public interface Timers extends AutoCloseable {

  /** A task that waits for its time. */
  @FunctionalInterface
  interface Timeout {

    /** Takes the task back; without effect if it has begun. */
    void cancel();
  }

  /**
   * Runs a task after a delay, in the thread of the timers: it must not block. After {@link #close}
   * it never runs.
   */
  Timeout after(Duration delay, Runnable task);

  /** Returns timers on the time of the machine, with one daemon thread of this name. */
  static Timers real(String threadName) {
    return new RealTimers(threadName);
  }

  /** Drops what waits. Idempotent. */
  @Override
  void close();
}
