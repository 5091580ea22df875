package org.exojvm.placement.internal;

import java.util.function.IntPredicate;

/** Sets of small numbers as the bits of an {@code int}. */
final class Bits {

  private Bits() {}

  static int of(int element) {
    return 1 << element;
  }

  static boolean contains(int set, int element) {
    return (set >>> element & 1) != 0;
  }

  static boolean includes(int set, int subset) {
    return (subset & ~set) == 0;
  }

  static int size(int set) {
    return Integer.bitCount(set);
  }

  static int lowest(int set) {
    return Integer.numberOfTrailingZeros(set);
  }

  static int withoutLowest(int set) {
    return set & (set - 1);
  }

  static int[] toArray(int set) {
    int[] elements = new int[size(set)];
    int rest = set;
    for (int i = 0; i < elements.length; i++) {
      elements[i] = lowest(rest);
      rest = withoutLowest(rest);
    }
    return elements;
  }

  /**
   * Compares sets of one size by their sorted elements: the set with the smaller element at the
   * first difference comes first.
   */
  static int compareElements(int a, int b) {
    if (a == b) {
      return 0;
    }
    return contains(a, lowest(a ^ b)) ? -1 : 1;
  }

  /**
   * Visits every subset of a size, in the order of their elements, until the visitor returns false.
   * Returns whether all were visited.
   */
  static boolean everySubset(int set, int size, IntPredicate visitor) {
    return everySubset(set, size, 0, visitor);
  }

  private static boolean everySubset(int rest, int missing, int chosen, IntPredicate visitor) {
    if (missing == 0) {
      return visitor.test(chosen);
    }
    for (int tail = rest; size(tail) >= missing; tail = withoutLowest(tail)) {
      int next = withoutLowest(tail);
      if (!everySubset(next, missing - 1, chosen | Integer.lowestOneBit(tail), visitor)) {
        return false;
      }
    }
    return true;
  }
}
