package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.NodeId;

/**
 * Since when each node has said nothing, to the tick.
 *
 * @param idx index of the last event of each node, as it was looked at last
 * @param sinceTick tick at which that index was first seen
 */
public record LastHeard(OrderedMap<NodeId, Long> idx, ImmutableMap<NodeId, Long> sinceTick) {

  private static final LastHeard NOTHING = new LastHeard(OrderedMap.empty(), ImmutableMap.of());

  /** Returns what a new master knows. */
  public static LastHeard nothing() {
    return NOTHING;
  }

  /** Returns what is known at a tick. */
  @SuppressWarnings("ReferenceEquality") // no event at all: as before
  LastHeard at(long tick, OrderedMap<NodeId, Long> now) {
    if (now == idx) {
      return this;
    }
    ImmutableMap.Builder<NodeId, Long> since = ImmutableMap.builder();
    for (Map.Entry<NodeId, Long> node : now.entries()) {
      Long before = sinceTick.get(node.getKey());
      boolean same = node.getValue().equals(idx.get(node.getKey()));
      since.put(node.getKey(), before != null && same ? before : tick);
    }
    return new LastHeard(now, since.buildOrThrow());
  }

  /**
   * Returns the ids of one machine that are ghosts: they have been silent for long enough while
   * another of its ids has spoken after them.
   */
  ImmutableList<NodeId> ghosts(ImmutableSet<NodeId> machine, long tick, int silentTicks) {
    long latest = machine.stream().mapToLong(this::lastIdx).max().orElse(-1);
    return machine.stream()
        .filter(node -> lastIdx(node) < latest && silent(node, tick) >= silentTicks)
        .collect(ImmutableList.toImmutableList());
  }

  private long lastIdx(NodeId node) {
    Long last = idx.get(node);
    return last == null ? -1 : last;
  }

  private long silent(NodeId node, long tick) {
    Long since = sinceTick.get(node);
    return since == null ? Long.MAX_VALUE : tick - since;
  }
}
