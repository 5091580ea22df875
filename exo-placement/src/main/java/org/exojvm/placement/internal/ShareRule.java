package org.exojvm.placement.internal;

/** Tells in which rank orders of a set every node can hold its share of the model. */
interface ShareRule {

  /** Every order will do. */
  ShareRule ANY_ORDER = (order, length) -> true;

  /** No order will do. */
  ShareRule NO_ORDER = (order, length) -> false;

  /**
   * Returns whether some order of the set begins so and lets every node hold its share, links left
   * aside.
   *
   * @param order node numbers by rank
   * @param length how many of them are in place
   */
  boolean admits(int[] order, int length);
}
