package org.exojvm.core.process;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.Set;
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
 *
 * <p>An id of a machine that has come back under another one is a ghost, and goes as soon as it has
 * been silent for {@link #GHOST_TICKS}: until then placements would count on its memory and its
 * cables ({@link org.exojvm.core.reconcile.SameMachine}).
 */
public final class NodeLivenessManager implements ProcessManager<NodeLivenessMemory> {

  /**
   * Number of ticks from one liveness cycle to the next. Shorter than the 5 s heartbeat of a
   * worker, and a node could look silent between two of its reports.
   */
  public static final int TICKS_PER_CYCLE = 10;

  /**
   * Ticks an id must be silent before it can be a ghost: a process that stood still for 5 s and
   * then waits 5 s for its next heartbeat, while messages take 2 s, is none. Fewer, and one of two
   * processes of a machine could be dropped though it lives; more, and its ghost stands in the way
   * for longer.
   */
  public static final int GHOST_TICKS = 12;

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
    NodeLivenessMemory now = memory.at(tick.number(), state);
    Set<NodeId> gone = new LinkedHashSet<>(ghosts(now, tick));
    if (isCycle(tick)) {
      NodeLivenessMemory.Cycle cycle = now.advance(watchedIndices(state));
      now = cycle.memory();
      gone.addAll(cycle.disconnected());
    }
    IdSequence ids = tick.ids("node-liveness");
    ImmutableList<Event> events =
        gone.stream()
            .map(node -> new NodeDisconnected(ids.nextEventId(), node))
            .collect(ImmutableList.toImmutableList());
    return new Round<>(now, events, ImmutableList.of());
  }

  private static ImmutableList<NodeId> ghosts(NodeLivenessMemory now, Tick tick) {
    Twins twins = now.twins();
    return twins == null
        ? ImmutableList.of()
        : twins.groups().stream()
            .flatMap(ids -> now.heard().ghosts(ids, tick.number(), GHOST_TICKS).stream())
            .collect(ImmutableList.toImmutableList());
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
