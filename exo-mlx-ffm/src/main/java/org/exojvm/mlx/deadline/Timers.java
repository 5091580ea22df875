package org.exojvm.mlx.deadline;

import java.time.Duration;

/**
 * Where deadlines come from. Code that waits arms a timer whose action ends the wait (by closing a
 * socket, by killing a process), so that tests can let a deadline pass without waiting for it.
 */
public interface Timers {

  /** Returns nanoseconds since some fixed moment; only differences mean anything. */
  long nanoTime();

  /**
   * Runs an action once, after a delay, on any thread. The action must be short and must not throw.
   */
  Timer after(Duration delay, Runnable action);

  /** An armed timer. */
  interface Timer {

    /** Keeps the action from running, if it has not begun. Idempotent. */
    void cancel();
  }
}
