package org.exojvm.api.check;

import org.jspecify.annotations.Nullable;

/** Shape checks of the vocabulary. Messages name the field, the value and what is allowed. */
public final class Checks {

  private Checks() {}

  /** Throws when an id is empty. */
  public static void notEmpty(String what, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(what + " is empty. Give it at least one character.");
    }
  }

  /** Throws when {@code holds} is false, naming the field, its value and what is allowed. */
  public static void inRange(boolean holds, String field, @Nullable Object value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(field + " is " + value + " but must be " + allowed + ".");
    }
  }
}
