package org.exojvm.core.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * The part of a log that one session has written, as the laws know it. Each chapter continues
 * another at some index; while a cluster is split two may continue the same one.
 */
final class Chapter {

  /** An intent that was deleted, up to a generation. */
  private record Deletion(long idx, MetaInstanceId intent, long generation) {}

  final SessionId session;
  final @Nullable Chapter before;
  final long firstIdx;

  /** What each node has measured last, as far as this chapter and those before it say. */
  final Map<NodeId, MemoryLaw.Measurement> measured = new HashMap<>();

  private final List<Deletion> deletions = new ArrayList<>();
  private final long rollingBefore;
  private long[] eventHashes = new long[16];
  private long[] rollingHashes = new long[16];
  private State state;

  Chapter(SessionId session, @Nullable Chapter before, State initial) {
    this.session = session;
    this.before = before;
    this.firstIdx = initial.lastEventAppliedIdx() + 1;
    this.rollingBefore = before == null ? 0 : before.rollingAt(firstIdx - 1);
    this.state = initial;
  }

  /** Returns the state after the last event of the chapter. */
  State state() {
    return state;
  }

  long lastIdx() {
    return state.lastEventAppliedIdx();
  }

  /** Adds the next event. */
  void add(long hash, State after) {
    int at = (int) (lastIdx() + 1 - firstIdx);
    if (at == eventHashes.length) {
      eventHashes = Arrays.copyOf(eventHashes, 2 * at);
      rollingHashes = Arrays.copyOf(rollingHashes, 2 * at);
    }
    eventHashes[at] = hash;
    rollingHashes[at] = fold(at == 0 ? rollingBefore : rollingHashes[at - 1], hash);
    state = after;
  }

  /** Returns the hash of an event of this chapter or one before it. */
  long hashAt(long idx) {
    return idx >= firstIdx || before == null
        ? eventHashes[(int) (idx - firstIdx)]
        : before.hashAt(idx);
  }

  /** Returns the hash of all events up to one of this chapter. */
  long rollingAt(long idx) {
    if (idx > lastIdx()) {
      throw new BrokenRuleException(
          "S7",
          "Event %d of session %s is known somewhere, its master has told %d."
              .formatted(idx, session, lastIdx()));
    }
    return idx < firstIdx ? rollingBefore : rollingHashes[(int) (idx - firstIdx)];
  }

  static long fold(long rolling, long hash) {
    return Long.rotateLeft(rolling, 5) * 0x9E3779B97F4A7C15L ^ hash;
  }

  void deleted(MetaInstanceId intent, long generation) {
    deletions.add(new Deletion(lastIdx() + 1, intent, generation));
  }

  /** Returns whether an intent of a generation was deleted in this log up to an index. */
  boolean hasDeleted(MetaInstanceId intent, long generation) {
    long toIdx = lastIdx();
    for (Chapter chapter = this; chapter != null; chapter = chapter.before) {
      for (Deletion deletion : chapter.deletions) {
        if (deletion.idx <= toIdx
            && deletion.generation >= generation
            && deletion.intent.equals(intent)) {
          return true;
        }
      }
      toIdx = Math.min(toIdx, chapter.firstIdx - 1);
    }
    return false;
  }

  /** Returns whether a log that ends in this chapter has an event of another chapter. */
  boolean has(Chapter other, long idx) {
    long toIdx = lastIdx();
    for (Chapter chapter = this; chapter != null; chapter = chapter.before) {
      if (chapter == other) {
        return idx <= toIdx;
      }
      toIdx = Math.min(toIdx, chapter.firstIdx - 1);
    }
    return false;
  }
}
