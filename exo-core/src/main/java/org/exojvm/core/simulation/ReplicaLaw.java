package org.exojvm.core.simulation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.state.State;

/**
 * S7: nodes that have applied the same index hold equal State. Every node folds the hashes of what
 * it applies, and is compared with the master after every event; the States themselves are compared
 * now and then.
 */
final class ReplicaLaw {

  /** Events between two comparisons of whole States. */
  private static final int COMPARE_EVERY = 4_096;

  /** States of the master kept for nodes that are behind. */
  private static final int STATES_KEPT = 16;

  private long[] eventHashes = new long[1 << 12];
  private long[] rollingHashes = new long[1 << 12];
  private long nextIdx;
  private final Map<Long, State> states = new HashMap<>();

  /** Notes what the master has indexed. */
  void indexed(long idx, long hash) {
    if (idx != nextIdx) {
      throw new BrokenRuleException(
          "S7", "The master gives index %d where %d is due.".formatted(idx, nextIdx));
    }
    int at = (int) idx;
    if (at >= eventHashes.length) {
      eventHashes = Arrays.copyOf(eventHashes, 2 * at);
      rollingHashes = Arrays.copyOf(rollingHashes, 2 * at);
    }
    eventHashes[at] = hash;
    rollingHashes[at] = fold(at == 0 ? 0 : rollingHashes[at - 1], hash);
    nextIdx++;
  }

  /** Notes the state of the master as of its last event. */
  void reached(State state) {
    long idx = state.lastEventAppliedIdx();
    if (idx % COMPARE_EVERY == 0) {
      states.put(idx, state);
      states.remove(idx - (long) COMPARE_EVERY * STATES_KEPT);
    }
  }

  long hashOf(long idx) {
    return eventHashes[(int) idx];
  }

  Replica follow(NodeId node) {
    return new Replica(node);
  }

  private static long fold(long rolling, long hash) {
    return Long.rotateLeft(rolling, 5) * 0x9E3779B97F4A7C15L ^ hash;
  }

  /** What one node has received and applied. */
  final class Replica {

    private final NodeId node;
    private final Map<Long, Long> waiting = new HashMap<>();
    private long appliedIdx = -1;
    private long rolling;

    Replica(NodeId node) {
      this.node = node;
    }

    void received(long idx, long hash) {
      if (idx > appliedIdx) {
        waiting.put(idx, hash);
      }
    }

    void applied(State state) {
      long toIdx = state.lastEventAppliedIdx();
      for (long idx = appliedIdx + 1; idx <= toIdx; idx++) {
        Long hash = waiting.remove(idx);
        if (hash == null) {
          throw new BrokenRuleException(
              "S7", "Node %s applied event %d, which it never received.".formatted(node, idx));
        }
        rolling = fold(rolling, hash);
      }
      appliedIdx = toIdx;
      compare(state);
    }

    /** The node has forgotten all, because its master does not continue what it had. */
    void beginsAnew() {
      appliedIdx = -1;
      rolling = 0;
      waiting.clear();
    }

    /** The node has started from a snapshot, and has applied what it had received behind it. */
    void replaced(State snapshot, State state) {
      appliedIdx = snapshot.lastEventAppliedIdx();
      rolling = rollingHashes[(int) appliedIdx];
      waiting.keySet().removeIf(idx -> idx <= appliedIdx);
      compare(snapshot);
      applied(state);
    }

    private void compare(State state) {
      if (rolling != rollingHashes[(int) appliedIdx]) {
        throw new BrokenRuleException(
            "S7", "Node %s applied other events up to %d.".formatted(node, appliedIdx));
      }
      State expected = states.get(appliedIdx);
      if (expected != null && !expected.equals(state)) {
        throw new BrokenRuleException(
            "S7", "Node %s holds another State at event %d.".formatted(node, appliedIdx));
      }
    }
  }
}
