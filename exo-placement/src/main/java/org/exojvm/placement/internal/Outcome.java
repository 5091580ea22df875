package org.exojvm.placement.internal;

import org.jspecify.annotations.Nullable;

/**
 * What came of searching one size.
 *
 * @param found the best placement found, null for none
 * @param proved whether there is no better one, or none at all
 */
record Outcome(Attempt.@Nullable Fits found, boolean proved) {

  static Outcome nothing(boolean proved) {
    return new Outcome(null, proved);
  }
}
