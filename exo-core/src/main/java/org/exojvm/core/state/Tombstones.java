package org.exojvm.core.state;

import java.util.Map;
import org.exojvm.api.check.Checks;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.MetaInstanceId;

/**
 * Intents that were deleted: who was away while it happened still has them, and they must not come
 * back with him.
 *
 * @param all every deleted intent, the one deleted first first
 * @param completeSinceIdx index of the event from which on every deletion is kept here; a log that
 *     parted from this one before it may bring back what was deleted
 */
public record Tombstones(OrderedMap<MetaInstanceId, Tombstone> all, long completeSinceIdx) {

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

  /**
   * One deletion.
   *
   * @param generation generation up to which the intent is deleted
   * @param idx index of the event that deleted it
   */
  public record Tombstone(long generation, long idx) {}

  /** Returns the highest generation that is deleted, -1 when none is. */
  public long generationOf(MetaInstanceId intent) {
    Tombstone tombstone = all.get(intent);
    return tombstone == null ? -1 : tombstone.generation();
  }

  /** Returns these with one more, which is kept as deleted up to a generation. */
  public Tombstones with(MetaInstanceId intent, long generation, long idx) {
    long highest = Math.max(generation, generationOf(intent));
    OrderedMap<MetaInstanceId, Tombstone> more =
        all.without(intent).with(intent, new Tombstone(highest, idx));
    if (more.size() <= MAX_TOMBSTONES) {
      return new Tombstones(more, completeSinceIdx);
    }
    Map.Entry<MetaInstanceId, Tombstone> oldest = more.entries().iterator().next();
    return new Tombstones(more.without(oldest.getKey()), oldest.getValue().idx() + 1);
  }

  /** Returns these without one: the intent was declared anew. */
  public Tombstones without(MetaInstanceId intent) {
    return all.containsKey(intent) ? new Tombstones(all.without(intent), completeSinceIdx) : this;
  }
}
