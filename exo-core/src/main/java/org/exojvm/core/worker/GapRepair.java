package org.exojvm.core.worker;

import org.exojvm.core.stream.Ingested;

/**
 * Decides when to ask the master for events that were lost (D16). Only a gap makes it ask, a
 * duplicate never does; it goes on asking, ever more slowly, while the gap is there.
 */
final class GapRepair {

  private static final long NEVER = Long.MAX_VALUE;

  private long dueTick = NEVER;
  private int tries;

  void noticed(Ingested<?> ingested, boolean stillHeld, long tick) {
    if (!ingested.released().isEmpty()) {
      caughtUp(stillHeld, tick);
    } else if (dueTick == NEVER && ingested.showsGap()) {
      schedule(tick);
    }
  }

  /** Events or a snapshot have moved the replica on; begins anew for what is still missing. */
  void caughtUp(boolean stillHeld, long tick) {
    tries = 0;
    dueTick = NEVER;
    if (stillHeld) {
      schedule(tick);
    }
  }

  /** Returns the number of ticks until it is time to ask; far away while nothing is missing. */
  long ticksToNextTry(long tick) {
    return dueTick - tick;
  }

  /** Returns whether to ask now. */
  boolean isDue(long tick) {
    if (tick < dueTick) {
      return false;
    }
    schedule(tick);
    return true;
  }

  private void schedule(long tick) {
    dueTick = tick + RetryDelay.ticks(tries);
    tries++;
  }
}
