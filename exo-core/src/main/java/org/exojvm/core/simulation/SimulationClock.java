package org.exojvm.core.simulation;

import java.util.PriorityQueue;
import org.exojvm.core.engine.simulated.SimulatedScheduler;

/**
 * Virtual time. What is due at the same millisecond runs lane by lane, and within a lane in the
 * order in which it was scheduled. Periodic work has a lane of its own, so that it makes no
 * difference to anything else whether a turn with nothing to do is scheduled or left out.
 */
final class SimulationClock implements SimulatedScheduler {

  /** Most tasks that may wait; more means that something schedules itself without end. */
  static final int MAX_WAITING_TASKS = 2_000_000;

  /** Lane of messages, reports and answers. */
  static final int EVENT_LANE = 0;

  /** Lane of the ticks of the master; those of node n are n + 1 behind it. */
  static final int MASTER_LANE = 1;

  private static final int LANE_BITS = 16;

  /** The highest lane: what looks at all that happened at a moment. */
  static final int LAST_LANE = (1 << LANE_BITS) - 1;

  private final PriorityQueue<Waiting> queue = new PriorityQueue<>();
  private long nowMillis;
  private int laneReached;
  private long order;

  @Override
  public long nowMillis() {
    return nowMillis;
  }

  @Override
  public void after(long millis, Runnable task) {
    at(nowMillis + Math.max(0, millis), EVENT_LANE, task);
  }

  void at(long atMillis, int lane, Runnable task) {
    if (queue.size() >= MAX_WAITING_TASKS) {
      throw new IllegalStateException(
          "%d tasks wait at %d ms. Maybe something schedules itself without end."
              .formatted(queue.size(), nowMillis));
    }
    queue.add(new Waiting(Math.max(nowMillis, atMillis) << LANE_BITS | lane, order++, task));
  }

  /** Returns whether a task of this lane that is scheduled for now runs in its order. */
  boolean isAheadOf(int lane) {
    return laneReached < lane;
  }

  /** Runs {@code task} at {@code firstMillis} and every {@code periodMillis} after it. */
  void every(long firstMillis, long periodMillis, int lane, Runnable task) {
    at(
        firstMillis,
        lane,
        () -> {
          task.run();
          every(firstMillis + periodMillis, periodMillis, lane, task);
        });
  }

  /** Runs the next task if it is due by {@code untilMillis}; returns whether there was one. */
  boolean runNextUntil(long untilMillis) {
    Waiting next = queue.peek();
    if (next == null || next.atMillis() > untilMillis) {
      nowMillis = untilMillis;
      laneReached = Integer.MAX_VALUE;
      return false;
    }
    queue.remove();
    long atMillis = next.atMillis();
    laneReached = atMillis > nowMillis ? next.lane() : Math.max(laneReached, next.lane());
    nowMillis = atMillis;
    next.task.run();
    return true;
  }

  /** When, with the lane in its lowest bits: few things are compared as often. */
  private record Waiting(long when, long order, Runnable task) implements Comparable<Waiting> {

    long atMillis() {
      return when >> LANE_BITS;
    }

    int lane() {
      return (int) when & LAST_LANE;
    }

    @Override
    public int compareTo(Waiting other) {
      return when == other.when ? Long.compare(order, other.order) : Long.compare(when, other.when);
    }
  }
}
