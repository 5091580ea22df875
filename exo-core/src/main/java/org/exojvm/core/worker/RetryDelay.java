package org.exojvm.core.worker;

/** Delays that double from 0.5 s to 10 s, counted in plan ticks. */
final class RetryDelay {

  /** First delay. Smaller: a slow answer is asked for twice. Larger: a lost one is felt. */
  static final long BASE_TICKS = 5;

  /** Longest delay. Smaller: more traffic while a peer is away. Larger: slower recovery. */
  static final long MAX_TICKS = 100;

  private static final int MAX_DOUBLINGS = 5;

  private RetryDelay() {}

  /** Returns the delay before a try, counted from 0. */
  static long ticks(int tries) {
    return Math.min(MAX_TICKS, BASE_TICKS << Math.min(tries, MAX_DOUBLINGS));
  }
}
