package org.exojvm.api.id;

import org.exojvm.api.check.Checks;

/**
 * Identifies a task. Ids compare as text.
 *
 * @param value the id, never empty
 */
public record TaskId(String value) implements Id, Comparable<TaskId> {

  /** Checks that the id is not empty. */
  public TaskId {
    Checks.notEmpty("TaskId", value);
  }

  /** Returns the id with this text. */
  public static TaskId of(String value) {
    return new TaskId(value);
  }

  @Override
  public int compareTo(TaskId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
