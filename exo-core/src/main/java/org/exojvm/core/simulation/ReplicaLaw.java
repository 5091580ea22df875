package org.exojvm.core.simulation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.state.State;

/**
 * S7: who holds the same last session and the same index holds equal State. Every node folds the
 * hashes of what it applies, and is compared with the masters after every event; the States
 * themselves are compared now and then.
 */
final class ReplicaLaw {

  /** Events between two comparisons of whole States. */
  private static final int COMPARE_EVERY = 4_096;

  /** States of masters kept for nodes that are behind. */
  private static final int STATES_KEPT = 16;

  private record Position(SessionId session, long idx) {}

  private final Chapters chapters;
  private final LinkedHashMap<Position, State> states = new LinkedHashMap<>();

  ReplicaLaw(Chapters chapters) {
    this.chapters = chapters;
  }

  /** Notes the state of a master as of its last event. */
  void reached(SessionId session, State state) {
    if (state.lastEventAppliedIdx() % COMPARE_EVERY == 0) {
      states.put(new Position(session, state.lastEventAppliedIdx()), state);
      if (states.size() > STATES_KEPT) {
        states.pollFirstEntry();
      }
    }
  }

  Replica follow(NodeId node, State recovered) {
    return new Replica(node, recovered);
  }

  /** What one node has received and applied. */
  final class Replica {

    private final NodeId node;
    private final Map<Long, Long> waiting = new HashMap<>();
    private long appliedIdx;
    private long rolling;

    Replica(NodeId node, State recovered) {
      this.node = node;
      jumped(recovered);
    }

    /** Notes an event of the session that the node obeys. */
    void received(long idx, long hash) {
      if (idx > appliedIdx) {
        waiting.put(idx, hash);
      }
    }

    /** The node obeys another session. */
    void sessionChanged() {
      waiting.clear();
    }

    /** The node has applied events, each of which it must have received. */
    void advanced(State state) {
      long toIdx = state.lastEventAppliedIdx();
      for (long idx = appliedIdx + 1; idx <= toIdx; idx++) {
        Long hash = waiting.remove(idx);
        if (hash == null) {
          throw new BrokenRuleException(
              "S7", "Node %s applied event %d, which it never received.".formatted(node, idx));
        }
        rolling = Chapter.fold(rolling, hash);
      }
      appliedIdx = toIdx;
      compare(state);
    }

    /** The node holds a state that it has not come to event by event. */
    void jumped(State state) {
      appliedIdx = state.lastEventAppliedIdx();
      rolling = chapters.rollingAt(state);
      waiting.keySet().removeIf(idx -> idx <= appliedIdx);
      compare(state);
    }

    private void compare(State state) {
      Chapter chapter = chapters.of(state);
      if (chapter == null) {
        return;
      }
      if (rolling != chapter.rollingAt(appliedIdx)) {
        throw new BrokenRuleException(
            "S7", "Node %s applied other events up to %d.".formatted(node, appliedIdx));
      }
      if (appliedIdx % COMPARE_EVERY == 0) {
        State expected = states.get(new Position(chapter.session, appliedIdx));
        if (expected != null && !expected.equals(state)) {
          throw new BrokenRuleException(
              "S7", "Node %s holds another State at event %d.".formatted(node, appliedIdx));
        }
      }
    }
  }
}
