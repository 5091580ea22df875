package org.exojvm.core.state;

import org.exojvm.api.check.Checks;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionId;

/**
 * The state of a master, sent to one follower that is too far behind to be given every event (D16).
 * A message of this project; the reference has none like it.
 *
 * @param origin the master that sends it
 * @param session session it belongs to
 * @param state the state after all events the master has indexed
 * @param followerBoot boot of the follower whose stream the master follows, 0 when it does not tell
 * @param followerNextIdx index the master waits for in that stream; what is below need not be sent
 *     again
 * @param followerStream which stream of that boot the master follows
 */
public record StateSnapshot(
    NodeId origin,
    SessionId session,
    State state,
    long followerBoot,
    long followerNextIdx,
    long followerStream) {

  /** Creates a snapshot for a follower that has obeyed one session only. */
  public StateSnapshot(
      NodeId origin, SessionId session, State state, long followerBoot, long followerNextIdx) {
    this(origin, session, state, followerBoot, followerNextIdx, 0);
  }

  /** Checks the shape. */
  public StateSnapshot {
    Checks.inRange(followerBoot >= 0, "StateSnapshot.followerBoot", followerBoot, "at least 0");
    Checks.inRange(
        followerNextIdx >= 0, "StateSnapshot.followerNextIdx", followerNextIdx, "at least 0");
    Checks.inRange(
        followerStream >= 0, "StateSnapshot.followerStream", followerStream, "at least 0");
  }
}
