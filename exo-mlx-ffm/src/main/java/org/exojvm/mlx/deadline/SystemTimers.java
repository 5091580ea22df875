package org.exojvm.mlx.deadline;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Timers of the real clock, on one daemon thread. */
public final class SystemTimers implements Timers, AutoCloseable {

  private final ScheduledThreadPoolExecutor executor;

  /** Creates timers; {@link #close} ends their thread. */
  public SystemTimers() {
    this.executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("exo-mlx-timers").factory());
    // A deadline that was met must not keep what it would have closed.
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Timer after(Duration delay, Runnable action) {
    Future<?> armed = executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> armed.cancel(false);
  }

  /** Ends the thread; timers that are still armed never run. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
