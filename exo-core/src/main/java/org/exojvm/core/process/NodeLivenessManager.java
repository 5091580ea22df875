package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.NodeEvent.NodeDisconnected;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.state.State;

/**
 * Disconnects nodes that have fallen silent. No clock is asked: a node is alive while the index of
 * its last event moves (D1). A liveness cycle is every tenth tick; the fourth cycle after a node's
 * last event, 30 to 40 s later, finds that the index stood still three times and disconnects it.
 * Evidence of death, such as a closed connection, is faster and comes another way.
 */
public final class NodeLivenessManager implements ProcessManager<NodeLivenessMemory> {

  /**
   * Number of ticks from one liveness cycle to the next. Shorter than the 5 s heartbeat of a
   * worker, and a node could look silent between two of its reports.
   */
  public static final int TICKS_PER_CYCLE = 10;

  private static final Long NO_EVENT = -1L;

  /** Creates a manager. */
  public NodeLivenessManager() {}

  @Override
  public String name() {
    return "node-liveness";
  }

  @Override
  public NodeLivenessMemory initialMemory() {
    return NodeLivenessMemory.empty();
  }

  @Override
  public Round<NodeLivenessMemory> reconcile(State state, NodeLivenessMemory memory, Tick tick) {
    if (!isCycle(tick)) {
      return Round.quiet(memory);
    }
    NodeLivenessMemory.Cycle cycle = memory.advance(watchedIndices(state));
    IdSequence ids = tick.ids("node-liveness");
    ImmutableList<Event> events =
        cycle.disconnected().stream()
            .map(node -> new NodeDisconnected(ids.nextEventId(), node))
            .collect(ImmutableList.toImmutableList());
    return new Round<>(cycle.memory(), events, ImmutableList.of());
  }

  /**
   * The indices State keeps, and one that never moves for every node of the topology without one: a
   * late report of a link can name a node that is gone, and nothing else would ever remove it.
   */
  private static OrderedMap<NodeId, Long> watchedIndices(State state) {
    OrderedMap<NodeId, Long> watched = state.lastEventIndexByNode();
    for (NodeId node : state.topology().nodes()) {
      if (!watched.containsKey(node)) {
        watched = watched.with(node, NO_EVENT);
      }
    }
    return watched;
  }

  private static boolean isCycle(Tick tick) {
    return tick.number() % TICKS_PER_CYCLE == TICKS_PER_CYCLE - 1;
  }
}
