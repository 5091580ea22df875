package org.exojvm.core.task;

/** Where a task stands. */
public enum TaskStatus {
  /** Nobody has taken it. */
  PENDING("Pending"),

  /** A runner works on it. */
  RUNNING("Running"),

  /** Done. */
  COMPLETE("Complete"),

  /** Given up after its deadline. */
  TIMED_OUT("TimedOut"),

  /** Ended with an error. */
  FAILED("Failed"),

  /** Withdrawn. */
  CANCELLED("Cancelled");

  private final String wireName;

  TaskStatus(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name on the wire, case-sensitive. */
  public String wireName() {
    return wireName;
  }

  /** Returns whether the task still wants work: Pending or Running. */
  public boolean isOpen() {
    return this == PENDING || this == RUNNING;
  }
}
