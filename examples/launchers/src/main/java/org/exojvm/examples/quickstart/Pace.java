package org.exojvm.examples.quickstart;

/**
 * How long people get to read. The virtual clock does not notice.
 *
 * @param factor 1 for people, 0 for no pause at all, in between for the impatient
 */
record Pace(double factor) {

  /** Pause after a line, in milliseconds at factor 1. */
  static final long LINE_MILLIS = 85;

  /** Pause after a piece of generated text, in milliseconds at factor 1. */
  static final long TOKEN_MILLIS = 25;

  /** Pause between chapters, in milliseconds at factor 1. */
  static final long CHAPTER_MILLIS = 500;

  /** Slowest pace, so that the story has an end. */
  static final double MAX_FACTOR = 100;

  /** For people at a terminal. */
  static final Pace READING = new Pace(1);

  /** For logs, where nobody reads along. */
  static final Pace SKIMMING = new Pace(0.25);

  Pace {
    if (!(factor >= 0 && factor <= MAX_FACTOR)) {
      throw new IllegalArgumentException(
          "The pace (" + factor + ") is not between 0 and " + MAX_FACTOR + ". Maybe use 1.");
    }
  }

  /** Waits; returns at once at factor 0 or when interrupted. */
  void pause(long millis) {
    long scaled = Math.round(millis * factor);
    if (scaled == 0) {
      return;
    }
    try {
      Thread.sleep(scaled);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
