package org.exojvm.core.node;

/**
 * Events that a stream was to give are not kept any more: its reader was too slow, or began too far
 * back. Read {@link ExoNode#state} and go on from {@link #resumeIdx}.
 */
public final class EventsMissedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final long missedIdx;
  private final long resumeIdx;

  EventsMissedException(long missedIdx, long resumeIdx) {
    super(
        "Events %d to %d are not kept any more. Maybe read the state and resume from %d."
            .formatted(missedIdx, resumeIdx - 1, resumeIdx));
    this.missedIdx = missedIdx;
    this.resumeIdx = resumeIdx;
  }

  /** Returns the index of the first event that was missed. */
  public long missedIdx() {
    return missedIdx;
  }

  /** Returns the oldest index that can be read now. */
  public long resumeIdx() {
    return resumeIdx;
  }
}
