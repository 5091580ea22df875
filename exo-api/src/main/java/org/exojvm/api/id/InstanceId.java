package org.exojvm.api.id;

import org.exojvm.api.check.Checks;

/**
 * Identifies an instance. Ids compare as text.
 *
 * @param value the id, never empty
 */
public record InstanceId(String value) implements Id, Comparable<InstanceId> {

  /** Checks that the id is not empty. */
  public InstanceId {
    Checks.notEmpty("InstanceId", value);
  }

  /** Returns the id with this text. */
  public static InstanceId of(String value) {
    return new InstanceId(value);
  }

  @Override
  public int compareTo(InstanceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
