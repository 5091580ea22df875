package org.exojvm.core.journal;

import java.util.List;
import org.exojvm.core.state.State;

/** Checks of indices that every log makes. */
final class LogIndices {

  private LogIndices() {}

  static void requireContiguous(long nextIdx, List<LogEntry> entries) {
    long expected = nextIdx;
    for (LogEntry entry : entries) {
      if (entry.idx() != expected) {
        throw new IllegalArgumentException(
            "Event %d was appended where %d is due. Append what nextIdx() tells."
                .formatted(entry.idx(), expected));
      }
      expected++;
    }
  }

  static void requireCommitted(long committedIdx, State state) {
    if (state.lastEventAppliedIdx() >= committedIdx) {
      throw new IllegalArgumentException(
          "The state is of event %d, committed are those before %d. Commit first."
              .formatted(state.lastEventAppliedIdx(), committedIdx));
    }
  }
}
