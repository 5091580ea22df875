package org.exojvm.api.id;

import org.exojvm.api.check.Checks;

/**
 * Identifies an intent. Ids compare as text.
 *
 * @param value the id, never empty
 */
public record MetaInstanceId(String value) implements Id, Comparable<MetaInstanceId> {

  /** Checks that the id is not empty. */
  public MetaInstanceId {
    Checks.notEmpty("MetaInstanceId", value);
  }

  /** Returns the id with this text. */
  public static MetaInstanceId of(String value) {
    return new MetaInstanceId(value);
  }

  @Override
  public int compareTo(MetaInstanceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
