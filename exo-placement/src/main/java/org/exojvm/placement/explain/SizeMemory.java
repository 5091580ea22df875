package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.placement.explain.Exclusion.Kind;
import org.exojvm.placement.internal.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Whether a number of nodes can have the memory at all.
 *
 * <p>The shares of all ranks add up to the demand, less what is lost in rounding down: less than a
 * byte a rank. So where the roomiest nodes fall short by more, no nodes of that number will do.
 */
record SizeMemory(UsableNodes usable) {

  /** Sizes up to this have the memory of every node told. */
  private static final int MAX_NAMED_NODES = 4;

  /**
   * Returns what excludes the size, or null.
   *
   * @param size number of nodes, at most as many as are usable
   */
  @Nullable Exclusion exclusion(int size) {
    Memory needed = usable.request().demand();
    Memory ofAll = usable.freeOfRoomiest(usable.size());
    if (isShort(ofAll, usable.size(), needed)) {
      return exclusion(all(), ofAll, needed);
    }
    Memory free = usable.freeOfRoomiest(size);
    return isShort(free, size, needed) ? exclusion(roomiest(size), free, needed) : null;
  }

  /** Returns whether all usable nodes together cannot have the memory. */
  static boolean isHopeless(PlacementRequest request) {
    UsableNodes usable = UsableNodes.of(request);
    return isShort(usable.freeOfRoomiest(usable.size()), usable.size(), request.demand());
  }

  private static boolean isShort(Memory free, int nodes, Memory needed) {
    return free.plus(Memory.ofBytes(nodes)).compareTo(needed) < 0;
  }

  private static Exclusion exclusion(String who, Memory free, Memory needed) {
    return Exclusion.certain(
        Kind.MEMORY,
        "%s %s free, needs %s".formatted(who, Texts.size(free), Texts.size(needed)),
        ImmutableMap.of(
            "freeBytes", free.inBytes(),
            "requiredBytes", needed.inBytes(),
            "missingBytes", needed.minus(free).inBytes()));
  }

  private String all() {
    return usable.size() == 1
        ? "the only usable node has"
        : "all %d usable nodes together have".formatted(usable.size());
  }

  private String roomiest(int size) {
    if (size == 1) {
      return "no node has more than";
    }
    return size <= MAX_NAMED_NODES
        ? "the roomiest (%s) have".formatted(usable.roomiest(size))
        : "the %d roomiest nodes have".formatted(size);
  }
}
