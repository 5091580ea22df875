package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * What {@link NodeLivenessManager} remembers: how long the event index of each node has stood
 * still.
 *
 * @param lastChecked index of the last event of each node at the last cycle
 * @param staleCycles for nodes whose index has not moved, the number of cycles it has stood still;
 *     in the order in which they fell silent
 * @param heard since when each node has said nothing, to the tick
 * @param twins machines with several ids, null before the first look
 */
public record NodeLivenessMemory(
    ImmutableMap<NodeId, Long> lastChecked,
    ImmutableMap<NodeId, Integer> staleCycles,
    LastHeard heard,
    @Nullable Twins twins) {

  /**
   * Number of cycles an index must stand still before its node is disconnected. Fewer, and a node
   * busy with a large load is dropped; more, and a node that died unnoticed holds its instance
   * longer: each costs 10 s.
   */
  public static final int STALE_CYCLES_TO_DISCONNECT = 3;

  private static final NodeLivenessMemory EMPTY =
      new NodeLivenessMemory(ImmutableMap.of(), ImmutableMap.of(), LastHeard.nothing(), null);

  /** Returns the memory of a new mastership: no node has been seen. */
  public static NodeLivenessMemory empty() {
    return EMPTY;
  }

  NodeLivenessMemory at(long tick, State state) {
    return new NodeLivenessMemory(
        lastChecked,
        staleCycles,
        heard.at(tick, state.lastEventIndexByNode()),
        Twins.of(state, twins));
  }

  /**
   * Outcome of one liveness cycle.
   *
   * @param memory memory for the next cycle
   * @param disconnected nodes that have been silent for too long, in the order they fell silent
   */
  public record Cycle(NodeLivenessMemory memory, ImmutableList<NodeId> disconnected) {}

  /**
   * Returns what one liveness cycle finds. A node seen for the first time is never stale; the
   * counters of nodes that left are forgotten. A node that is reported starts counting anew, so a
   * disconnect that takes effect late is not repeated in every cycle.
   *
   * @param lastEventIndexByNode index of the last event of every connected node
   */
  public Cycle advance(OrderedMap<NodeId, Long> lastEventIndexByNode) {
    Map<NodeId, Integer> stale = new LinkedHashMap<>(staleCycles);
    stale.keySet().removeIf(node -> !lastEventIndexByNode.containsKey(node));
    for (Map.Entry<NodeId, Long> node : lastEventIndexByNode.entries()) {
      if (node.getValue().equals(lastChecked.get(node.getKey()))) {
        stale.merge(node.getKey(), 1, Integer::sum);
      } else {
        stale.remove(node.getKey());
      }
    }
    ImmutableList<NodeId> silent =
        stale.entrySet().stream()
            .filter(node -> node.getValue() >= STALE_CYCLES_TO_DISCONNECT)
            .map(Map.Entry::getKey)
            .collect(ImmutableList.toImmutableList());
    silent.forEach(stale::remove);
    return new Cycle(
        new NodeLivenessMemory(
            ImmutableMap.copyOf(lastEventIndexByNode.asMap()),
            ImmutableMap.copyOf(stale),
            heard,
            twins),
        silent);
  }
}
