package org.exojvm.core.election;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.check.Checks;

/**
 * What a node says of itself in an election. The first four fields are the reference's; the others
 * are left out of the JSON while they hold their default.
 *
 * @param clock election round; it orders campaigns and nothing else
 * @param seniority seniority of the sender, {@link #NO_CANDIDATE} when it cannot be master
 * @param proposedSession session the sender proposes, leads or obeys
 * @param commandsSeen commands the sender has seen
 * @param stage what the sender is about (extension)
 * @param history the latest sessions of the sender's log, oldest first (extension)
 * @param nextIdx number of events in the sender's log (extension)
 * @param members nodes that the sender leads and has heard of lately, itself included (extension)
 */
public record ElectionMessage(
    long clock,
    long seniority,
    SessionId proposedSession,
    long commandsSeen,
    ElectionStage stage,
    ImmutableList<SessionStart> history,
    long nextIdx,
    long members) {

  /** Seniority of a node that cannot be master. */
  public static final long NO_CANDIDATE = -1;

  /** Seniority of a node that shall be master, the reference's: more than members make. */
  public static final long PREFERRED = 1_000_000;

  /** Checks the shape. */
  public ElectionMessage {
    Checks.inRange(nextIdx >= 0, "ElectionMessage.nextIdx", nextIdx, "at least 0");
    Checks.inRange(members >= 0, "ElectionMessage.members", members, "at least 0");
  }

  /** Creates the reference's message: a proposal of a node that says nothing of its log. */
  public ElectionMessage(long clock, long seniority, SessionId proposedSession, long commandsSeen) {
    this(
        clock,
        seniority,
        proposedSession,
        commandsSeen,
        ElectionStage.CAMPAIGNING,
        ImmutableList.of(),
        0,
        0);
  }

  /** Returns how far the log of the sender goes. */
  public LogPosition log() {
    return new LogPosition(history, nextIdx);
  }
}
