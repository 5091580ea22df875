package org.exojvm.core.engine.simulated;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real time for simulated hardware: one daemon thread, until it is closed. */
public final class RealTimeScheduler implements SimulatedScheduler, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RealTimeScheduler.class);

  private final ScheduledThreadPoolExecutor thread;
  private final long startNanos = System.nanoTime();

  /** Starts the thread. */
  public RealTimeScheduler() {
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("simulated-hardware").factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** {@inheritDoc} After {@link #close} nothing runs any more. */
  @Override
  public void after(long delayMillis, Runnable action) {
    var _ = thread.schedule(() -> guarded(action), delayMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  private static void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException bug) {
      LOG.error("Simulated hardware met a bug and goes on.", bug);
    }
  }

  /** Switches the hardware off: what waits is forgotten. Idempotent. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
