package org.exojvm.core.process;

/** Where the loading of a model card stands. */
public sealed interface CardLoad {

  /** Returns how many loads of this card have failed in a row. */
  int failures();

  /**
   * A load is in flight.
   *
   * @param failures loads that failed in a row before
   * @param sinceTick tick at which it was asked for
   */
  record Loading(int failures, long sinceTick) implements CardLoad {}

  /**
   * A load has failed; the next one waits.
   *
   * @param failures loads that failed in a row
   * @param untilTick first tick at which it may be tried again
   */
  record BackingOff(int failures, long untilTick) implements CardLoad {}
}
