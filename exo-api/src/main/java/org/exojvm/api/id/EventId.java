package org.exojvm.api.id;

import org.exojvm.api.check.Checks;

/**
 * Identifies an event. Ids compare as text.
 *
 * @param value the id, never empty
 */
public record EventId(String value) implements Id, Comparable<EventId> {

  /** Checks that the id is not empty. */
  public EventId {
    Checks.notEmpty("EventId", value);
  }

  /** Returns the id with this text. */
  public static EventId of(String value) {
    return new EventId(value);
  }

  @Override
  public int compareTo(EventId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
