package org.exojvm.core.transport.memory;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * An executor that runs nothing by itself: deliveries wait, in the order in which they were handed
 * in, until somebody runs them in his own thread.
 */
final class DeliverySteps implements Executor {

  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

  @Override
  public synchronized void execute(Runnable step) {
    waiting.add(step);
  }

  /** Runs what waits and what it leads to, up to a number of steps; returns how many. */
  int run(int maxSteps) {
    int count = 0;
    for (Runnable step = next(); step != null; step = count < maxSteps ? next() : null) {
      step.run();
      count++;
    }
    return count;
  }

  private synchronized @Nullable Runnable next() {
    return waiting.poll();
  }
}
