package org.exojvm.transport.libp2p.timer;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Timers on the time of the machine. */
final class RealTimers implements Timers {

  private static final Logger LOG = LoggerFactory.getLogger(RealTimers.class);

  private final ScheduledThreadPoolExecutor executor;

  RealTimers(String threadName) {
    // A platform thread: a deadline must not wait until virtual ones leave it a carrier.
    this.executor =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name(threadName).unstarted(task));
    // Most deadlines are met, so most tasks are taken back.
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Timeout after(Duration delay, Runnable task) {
    try {
      Future<?> future = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException closed) {
      return () -> {};
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("A timer's task failed. This is a fault of the transport.", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
