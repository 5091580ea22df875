package org.exojvm.api.id;

import org.exojvm.api.check.Checks;

/**
 * Identifies a runner. Ids compare as text.
 *
 * @param value the id, never empty
 */
public record RunnerId(String value) implements Id, Comparable<RunnerId> {

  /** Checks that the id is not empty. */
  public RunnerId {
    Checks.notEmpty("RunnerId", value);
  }

  /** Returns the id with this text. */
  public static RunnerId of(String value) {
    return new RunnerId(value);
  }

  @Override
  public int compareTo(RunnerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
