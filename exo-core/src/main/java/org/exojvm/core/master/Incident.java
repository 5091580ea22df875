package org.exojvm.core.master;

/** Kinds of incidents that a master survives and reports. */
public enum Incident {
  /** A message of another session was dropped. */
  FOREIGN_SESSION,
  /** A message of a worker process that has been replaced by a later one was dropped. */
  OUTDATED_BOOT,
  /** A worker sent an event that only the master or another node may make; it was dropped. */
  FORBIDDEN_EVENT,
  /** Too many events of one worker wait for a missing one; the newest was dropped. */
  STREAM_OVERFLOW,
  /** A worker reported on a request that is cancelled; the report was dropped. */
  LATE_REPORT,
  /** A contribution to the side channel, or a whole round, was dropped. */
  SIDE_CHANNEL_DROPPED,
  /** An intent of a log that parted long ago was not taken over; a person has to declare it. */
  PROPOSED_INTENT,
  /** Traces of a task were dropped. */
  TRACES_DROPPED,
  /** A process manager threw; it is skipped for this round. */
  MANAGER_FAILED
}
