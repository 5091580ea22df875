package org.exojvm.core.codec.internal;

import org.jspecify.annotations.Nullable;

/** The values of one record's fields, in table order, on their way to its constructor. */
public final class Slots {

  private final @Nullable Object[] values;

  Slots(@Nullable Object[] values) {
    this.values = values;
  }

  /**
   * Returns the value of a field. The table and the constructor call stand side by side, so the
   * type is taken from where the value goes.
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
  <V> V at(int field) {
    return (V) values[field];
  }

  /** Returns the components of a record, in table order. */
  static @Nullable Object[] parts(@Nullable Object... components) {
    return components;
  }
}
