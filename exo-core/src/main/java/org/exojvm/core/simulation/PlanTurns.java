package org.exojvm.core.simulation;

import java.util.function.LongConsumer;
import org.exojvm.core.worker.WorkerCore;

/**
 * The plan ticks of one worker. They fall on a grid of its own; those that the worker says nothing
 * comes of are left out and counted. Time in which the machine stands still has no ticks.
 */
final class PlanTurns {

  private static final long PERIOD_MILLIS = WorkerCore.PLAN_TICK_MILLIS;

  /** How much later each node plans than the one before it. */
  private static final long SKEW_MILLIS = 37;

  private final SimulationClock clock;
  private final int lane;
  private final long skewMillis;
  private final LongConsumer leftOut;
  private final Runnable tick;
  private long lastTick;
  private long scheduledTick = Long.MAX_VALUE;
  private long owed;
  private boolean paused;

  /**
   * Creates turns.
   *
   * @param leftOut is told how many ticks were left out, before anything else happens
   * @param tick performs a tick
   */
  PlanTurns(SimulationClock clock, int index, LongConsumer leftOut, Runnable tick) {
    this.clock = clock;
    this.lane = SimulationClock.MASTER_LANE + 1 + index;
    this.skewMillis = index * SKEW_MILLIS % PERIOD_MILLIS;
    this.leftOut = leftOut;
    this.tick = tick;
    this.lastTick = passed();
  }

  /** Sees to it that a tick is performed after this many that are left out. */
  void nextAfter(long idleTicks) {
    long wanted = lastTick + idleTicks + 1;
    if (wanted < scheduledTick) {
      scheduledTick = wanted;
      clock.at(wanted * PERIOD_MILLIS + skewMillis, lane, () -> take(wanted));
    }
  }

  /** Tells of the ticks that have passed; to be called before anything happens to the worker. */
  void catchUp() {
    tell(passed());
  }

  /** The machine stands still from now on. */
  void pause() {
    owed += passed() - lastTick;
    paused = true;
  }

  /** The machine goes on. */
  void goOn() {
    paused = false;
    lastTick = passed();
    scheduledTick = Long.MAX_VALUE;
    nextAfter(0);
  }

  private void take(long number) {
    if (number == scheduledTick && !paused) {
      scheduledTick = Long.MAX_VALUE;
      tell(number - 1);
      lastTick = number;
      tick.run();
    }
  }

  private void tell(long upTo) {
    long ticks = owed + upTo - lastTick;
    owed = 0;
    lastTick = upTo;
    if (ticks > 0) {
      leftOut.accept(ticks);
    }
  }

  /** Returns the number of the last tick of the grid that has passed. */
  private long passed() {
    long ahead = clock.isAheadOf(lane) ? 1 : 0;
    return Math.floorDiv(clock.nowMillis() - ahead - skewMillis, PERIOD_MILLIS);
  }
}
