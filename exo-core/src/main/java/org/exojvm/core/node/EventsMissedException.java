package org.exojvm.core.node;

/**
 * Events that a stream was to give are not kept any more: its reader was too slow, or began too far
 * back, or the master has begun another log. Read {@link ExoNode#state} and go on from {@link
 * #resumeIdx}.
 */
public final class EventsMissedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final long missedIdx;
  private final long resumeIdx;

  private EventsMissedException(String message, long missedIdx, long resumeIdx) {
    super(message);
    this.missedIdx = missedIdx;
    this.resumeIdx = resumeIdx;
  }

  static EventsMissedException notKept(long missedIdx, long resumeIdx) {
    return new EventsMissedException(
        "Events %d to %d are not kept any more. Maybe read the state and resume from %d."
            .formatted(missedIdx, resumeIdx - 1, resumeIdx),
        missedIdx,
        resumeIdx);
  }

  static EventsMissedException ofAnotherLog(long missedIdx, long resumeIdx) {
    return new EventsMissedException(
        "Event %d is of a log that the master does not continue: it has lost events that were told before. Maybe read the state and resume from %d."
            .formatted(missedIdx, resumeIdx),
        missedIdx,
        resumeIdx);
  }

  /** Returns the index of the first event that was missed, in the log that was read. */
  public long missedIdx() {
    return missedIdx;
  }

  /** Returns the oldest index that can be read now. */
  public long resumeIdx() {
    return resumeIdx;
  }
}
