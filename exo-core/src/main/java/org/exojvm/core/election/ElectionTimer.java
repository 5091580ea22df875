package org.exojvm.core.election;

/** What a timer of an election is for. Starting one replaces the earlier one of its kind. */
public enum ElectionTimer {
  /** The campaign ends. */
  CAMPAIGN,
  /** The winner of a campaign has had its time to speak up. */
  WINNER,
  /** A node without a master calls again. */
  SEEK,
  /** A master speaks up without being asked. */
  BEACON,
  /** A follower looks whether its master has gone on. */
  SILENCE,
  /** Masters that were not believed get another chance. */
  DISTRUST,
  /** Somebody may be answered again. */
  ANSWER
}
