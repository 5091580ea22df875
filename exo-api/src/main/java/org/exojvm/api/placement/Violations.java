package org.exojvm.api.placement;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects violations. */
final class Violations {

  private final List<PlacementViolation> found = new ArrayList<>();

  /** Adds a violation unless the rule holds. */
  @FormatMethod
  void unless(boolean holds, PlacementViolation.Rule rule, String reason, Object... values) {
    if (!holds) {
      found.add(new PlacementViolation(rule, String.format(Locale.ROOT, reason, values)));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  ImmutableList<PlacementViolation> all() {
    return ImmutableList.copyOf(found);
  }
}
