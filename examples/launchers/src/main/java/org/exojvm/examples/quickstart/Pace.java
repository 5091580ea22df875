package org.exojvm.examples.quickstart;

import java.util.concurrent.TimeUnit;

/**
 * How long people get to read. The virtual clock does not notice. Works like a metronome: the time
 * that the computation took between two lines is part of the pause after the first one.
 *
 * <p>Belongs to one thread.
 */
final class Pace {

  /** Pause after a line, in milliseconds at factor 1. */
  static final long LINE_MILLIS = 75;

  /** Pause after a piece of generated text, in milliseconds at factor 1. */
  static final long TOKEN_MILLIS = 25;

  /** Pause between chapters, in milliseconds at factor 1. */
  static final long CHAPTER_MILLIS = 500;

  /** Slowest pace, so that the story has an end. */
  static final double FACTOR_MAX = 100;

  /** Pace for people at a terminal. */
  static final double READING = 1;

  /** Pace for logs, where nobody reads along. */
  static final double SKIMMING = 0.25;

  /** Most time lost to computing that later pauses make up for; more would look like a rush. */
  private static final long LAG_NANOS_MAX = TimeUnit.SECONDS.toNanos(2);

  private final double factor;
  private long beatNanos = System.nanoTime();

  /**
   * Creates a pace.
   *
   * @param factor 1 for people, 0 for no pause at all, in between for the impatient
   */
  Pace(double factor) {
    if (!(factor >= 0 && factor <= FACTOR_MAX)) {
      throw new IllegalArgumentException(
          "The pace (" + factor + ") is not between 0 and " + FACTOR_MAX + ". Maybe use 1.");
    }
    this.factor = factor;
  }

  /** Waits for the next beat; returns at once at factor 0 or when interrupted. */
  void pause(long millis) {
    long now = System.nanoTime();
    beatNanos =
        Math.max(beatNanos, now - LAG_NANOS_MAX)
            + Math.round(TimeUnit.MILLISECONDS.toNanos(millis) * factor);
    long restNanos = beatNanos - now;
    if (factor == 0 || restNanos <= 0) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(restNanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
