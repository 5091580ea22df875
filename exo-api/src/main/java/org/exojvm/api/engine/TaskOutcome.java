package org.exojvm.api.engine;

/** How a runner left a task. */
public enum TaskOutcome {
  /** It ran to its end. */
  COMPLETE,
  /** It was cancelled. */
  CANCELLED,
  /** It met an error; a failure report or an error chunk says which. */
  FAILED
}
