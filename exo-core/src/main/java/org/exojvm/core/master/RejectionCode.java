package org.exojvm.core.master;

/** Kinds of reasons for which a command is rejected. */
public enum RejectionCode {
  /** The command contradicts itself or holds values that make no sense. */
  INVALID,
  /** What the command names does not exist. */
  NOT_FOUND,
  /** Something with this id exists already and differs, or belongs to somebody else. */
  CONFLICT,
  /** What was to be placed cannot be placed now. */
  UNPLACEABLE,
  /** A queue or a table is at its bound; try again later. */
  OVERLOADED,
  /**
   * Nobody can decide or keep the decision now: no master is reached, or its journal has failed.
   */
  UNAVAILABLE
}
