package org.exojvm.node.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When to give up.
 *
 * @param nanos moment of {@link System#nanoTime}, null for never
 */
record Deadline(@Nullable Long nanos) {

  static final Deadline NEVER = new Deadline(null);

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  boolean isOver() {
    return nanos != null && nanos - System.nanoTime() <= 0;
  }

  /** Returns the time that is left, and no more than is given. */
  Duration left(Duration atMost) {
    if (nanos == null) {
      return atMost;
    }
    Duration left = Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    return left.compareTo(atMost) < 0 ? left : atMost;
  }
}
