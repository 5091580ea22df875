package org.exojvm.core.election;

/** What the sender of an {@link ElectionMessage} is about (extension). */
public enum ElectionStage {
  /** It has no master and proposes itself. */
  CAMPAIGNING,
  /** It has no master and wants one; it cannot be one itself. */
  SEEKING,
  /** It is master of the session it names. */
  LEADING,
  /** It obeys the session it names. */
  FOLLOWING
}
