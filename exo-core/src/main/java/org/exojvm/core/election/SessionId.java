package org.exojvm.core.election;

import org.exojvm.api.id.NodeId;

/**
 * One mastership: a master and the round that elected it.
 *
 * @param masterNodeId node that is master in this session
 * @param electionClock round of the election that opened the session, and below it 32 bits that
 *     tell two masterships of one round apart. One number, so that the message stays the
 *     reference's
 */
public record SessionId(NodeId masterNodeId, long electionClock) {

  /** Highest round; a campaign beyond it stays there. */
  public static final long MAX_ROUND = Integer.MAX_VALUE;

  private static final long NONCE_MASK = 0xFFFF_FFFFL;

  /**
   * Returns the session of a round.
   *
   * @param nonce bits that no other mastership of the node in this round has
   */
  public static SessionId of(NodeId master, long round, int nonce) {
    return new SessionId(master, Math.min(round, MAX_ROUND) << Integer.SIZE | (nonce & NONCE_MASK));
  }

  /** Returns the round of the election. */
  public long round() {
    return electionClock >>> Integer.SIZE;
  }
}
