package org.exojvm.core.state;

import org.exojvm.api.check.Checks;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.MetaInstanceId;

/**
 * Intents that were deleted: who was away while it happened still has them, and they must not come
 * back with him.
 *
 * @param generations generation of every deleted intent, the one deleted first first
 * @param completeSinceIdx index of the event from which on every deletion is kept here; a log that
 *     parted from this one before it may bring back what was deleted
 */
public record Tombstones(OrderedMap<MetaInstanceId, Long> generations, long completeSinceIdx) {

  /**
   * Deletions kept. Fewer: a node that was away for long may bring intents back. More: every
   * snapshot carries them, some 60 bytes each.
   */
  public static final int MAX_TOMBSTONES = 10_000;

  private static final Tombstones NONE = new Tombstones(OrderedMap.empty(), 0);

  /** Checks the shape. */
  public Tombstones {
    Checks.inRange(
        completeSinceIdx >= 0, "Tombstones.completeSinceIdx", completeSinceIdx, "at least 0");
  }

  /** Returns what a cluster begins with. */
  public static Tombstones none() {
    return NONE;
  }

  /** Returns the highest generation that is deleted, -1 when none is. */
  public long generationOf(MetaInstanceId intent) {
    Long generation = generations.get(intent);
    return generation == null ? -1 : generation;
  }

  /** Returns these with one more, which is kept as deleted up to a generation. */
  public Tombstones with(MetaInstanceId intent, long generation, long idx) {
    long highest = Math.max(generation, generationOf(intent));
    OrderedMap<MetaInstanceId, Long> more = generations.without(intent).with(intent, highest);
    return more.size() <= MAX_TOMBSTONES
        ? new Tombstones(more, completeSinceIdx)
        : new Tombstones(more.without(more.keys().iterator().next()), idx);
  }

  /** Returns these without one: the intent was declared anew. */
  public Tombstones without(MetaInstanceId intent) {
    return generations.containsKey(intent)
        ? new Tombstones(generations.without(intent), completeSinceIdx)
        : this;
  }
}
