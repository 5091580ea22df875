package org.exojvm.core.election;

/** Everything an {@link ElectionCore} asks of its shell, to be done in this order. */
public sealed interface ElectionOutput {

  /**
   * Tell everybody.
   *
   * @param message what
   */
  record Broadcast(ElectionMessage message) implements ElectionOutput {}

  /**
   * Begin a timer; one of the same kind that still runs is replaced.
   *
   * @param timer which
   * @param number comes back with {@link ElectionInput.TimerFired}
   * @param millis after how long
   */
  record StartTimer(ElectionTimer timer, long number, long millis) implements ElectionOutput {}

  /**
   * Be master: open this session behind the log of the node.
   *
   * @param session the session
   */
  record Lead(SessionId session) implements ElectionOutput {}

  /**
   * Be master no more.
   *
   * @param reason why, for people
   */
  record StopLeading(String reason) implements ElectionOutput {}

  /**
   * Obey this session from now on.
   *
   * @param announcement the session and those before it
   */
  record Follow(SessionAnnouncement announcement) implements ElectionOutput {}

  /**
   * There is no master to obey now; runners go on.
   *
   * @param reason what became of the last one, for people
   */
  record MasterLost(String reason) implements ElectionOutput {}
}
