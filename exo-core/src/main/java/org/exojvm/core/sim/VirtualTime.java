package org.exojvm.core.sim;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import org.exojvm.core.engine.simulated.SimulatedScheduler;

/**
 * A clock that stands still until it is moved. What is due is run in the order of its time, and in
 * the order it was scheduled when times are equal, by the thread that moves the clock.
 */
final class VirtualTime implements SimulatedScheduler {

  /**
   * Largest number of tasks that may wait; more means that something schedules itself without end.
   */
  static final int MAX_WAITING_TASKS = 1_000_000;

  private final PriorityQueue<Waiting> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Waiting::atMillis).thenComparingLong(Waiting::order));
  private long nowMillis;
  private long order;

  /** Returns milliseconds since the start of the simulation. */
  @Override
  public long nowMillis() {
    return nowMillis;
  }

  @Override
  public void after(long millis, Runnable task) {
    if (queue.size() >= MAX_WAITING_TASKS) {
      throw new IllegalStateException(
          "%d tasks wait at %d ms. Maybe something schedules itself without end."
              .formatted(queue.size(), nowMillis));
    }
    queue.add(new Waiting(nowMillis + Math.max(0, millis), order++, task));
  }

  /** Runs {@code task} every {@code millis}, the first time after one period. */
  void every(long millis, Runnable task) {
    after(
        millis,
        () -> {
          task.run();
          every(millis, task);
        });
  }

  /** Returns an executor whose tasks run after a delay; this is how messages travel. */
  Executor delayed(long millis) {
    return task -> after(millis, task);
  }

  /** Runs what is due up to and including {@code untilMillis}, then stands there. */
  void runUntil(long untilMillis) {
    while (runNextUntil(untilMillis)) {
      // One task after the other.
    }
    nowMillis = Math.max(nowMillis, untilMillis);
  }

  /** Runs the next task if it is due by {@code untilMillis}; returns whether there was one. */
  boolean runNextUntil(long untilMillis) {
    Waiting next = queue.peek();
    if (next == null || next.atMillis > untilMillis) {
      return false;
    }
    queue.remove();
    nowMillis = next.atMillis;
    next.task.run();
    return true;
  }

  private record Waiting(long atMillis, long order, Runnable task) {}
}
