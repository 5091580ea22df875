package org.exojvm.core.engine.simulated;

import java.util.Comparator;
import java.util.PriorityQueue;

/** A virtual clock for tests: actions run when a test lets time pass. */
public final class VirtualTime implements SimulatedScheduler {

  private record Due(long atMillis, long order, Runnable action) {}

  private final PriorityQueue<Due> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Due::atMillis).thenComparingLong(Due::order));
  private long nowMillis;
  private long order;

  @Override
  public void after(long delayMillis, Runnable action) {
    waiting.add(new Due(nowMillis + delayMillis, order++, action));
  }

  /** Runs everything that is due until then. */
  public void pass(long millis) {
    long until = nowMillis + millis;
    for (Due due = waiting.peek(); due != null && due.atMillis() <= until; due = waiting.peek()) {
      waiting.remove();
      nowMillis = due.atMillis();
      due.action().run();
    }
    nowMillis = until;
  }

  /** Returns the time that has passed. */
  @Override
  public long nowMillis() {
    return nowMillis;
  }
}
