package org.exojvm.core.state;

/**
 * An event does not follow the last one applied. The only error of {@link EventApplier}: the caller
 * lost, repeated or reordered events and has to repair its stream before it goes on.
 */
public final class EventIndexException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final long expectedIdx;
  private final long actualIdx;

  /**
   * Names both indices.
   *
   * @param expectedIdx index that had to come next
   * @param actualIdx index of the event that came
   */
  public EventIndexException(long expectedIdx, long actualIdx) {
    super(
        "The index ("
            + actualIdx
            + ") of the event is not last_event_applied_idx + 1 ("
            + expectedIdx
            + "). "
            + hint(expectedIdx, actualIdx));
    this.expectedIdx = expectedIdx;
    this.actualIdx = actualIdx;
  }

  private static String hint(long expectedIdx, long actualIdx) {
    return actualIdx < expectedIdx
        ? "Maybe it was applied before; drop duplicates ahead of apply."
        : "Maybe events were lost; fetch the events in between, or a snapshot, first.";
  }

  /** Returns the index that had to come next. */
  public long expectedIdx() {
    return expectedIdx;
  }

  /** Returns the index of the event that came. */
  public long actualIdx() {
    return actualIdx;
  }
}
