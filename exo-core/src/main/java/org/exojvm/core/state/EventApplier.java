package org.exojvm.core.state;

import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.event.AvailabilityEvent;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.HandInEvent;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent;
import org.exojvm.core.event.MetaInstanceEvent;
import org.exojvm.core.event.NodeEvent;
import org.exojvm.core.event.OpaqueEvent;
import org.exojvm.core.event.RunnerEvent;
import org.exojvm.core.event.SessionEvent;
import org.exojvm.core.event.SideChannelEvent;
import org.exojvm.core.event.StreamEvent;
import org.exojvm.core.event.TaskEvent;
import org.exojvm.core.event.TestEvent;
import org.exojvm.core.event.TopologyEvent;
import org.exojvm.core.state.internal.AvailabilityEvents;
import org.exojvm.core.state.internal.InstanceEvents;
import org.exojvm.core.state.internal.MetaInstanceEvents;
import org.exojvm.core.state.internal.NodeEvents;
import org.exojvm.core.state.internal.RunnerEvents;
import org.exojvm.core.state.internal.SessionEvents;
import org.exojvm.core.state.internal.TaskEvents;
import org.exojvm.core.state.internal.TopologyEvents;

/**
 * The one function that changes {@link State}. Pure and total: every well-formed event has a
 * result, unknown ids are no-ops (D2). The state handed in stays as it was; both share what did not
 * change.
 */
public final class EventApplier {

  private EventApplier() {}

  /**
   * Returns the state after the event.
   *
   * @param state state before the event
   * @param indexed the event with its index
   * @throws EventIndexException if the index is not {@code state.lastEventAppliedIdx() + 1}
   */
  public static State apply(State state, IndexedEvent indexed) {
    long expectedIdx = state.lastEventAppliedIdx() + 1;
    if (indexed.idx() != expectedIdx) {
      throw new EventIndexException(expectedIdx, indexed.idx());
    }
    // Ahead of the event itself, so that a node that takes its leave is gone afterwards (D1).
    OrderedMap<NodeId, Long> signsOfLife = state.lastEventIndexByNode();
    NodeId source = indexed.sourceNode();
    State next =
        state.reached(
            indexed.idx(), source == null ? signsOfLife : signsOfLife.with(source, indexed.idx()));
    return applyEvent(next, indexed.event());
  }

  private static State applyEvent(State state, Event event) {
    return switch (event) {
      case TaskEvent task -> TaskEvents.apply(state, task);
      case InstanceEvent instance -> InstanceEvents.apply(state, instance);
      case MetaInstanceEvent metaInstance -> MetaInstanceEvents.apply(state, metaInstance);
      case RunnerEvent runner -> RunnerEvents.apply(state, runner);
      case NodeEvent node -> NodeEvents.apply(state, node);
      case AvailabilityEvent availability -> AvailabilityEvents.apply(state, availability);
      case TopologyEvent topology -> TopologyEvents.apply(state, topology);
      case SessionEvent session -> SessionEvents.apply(state, session);
      case StreamEvent _, SideChannelEvent _, HandInEvent _, TestEvent _, OpaqueEvent _ -> state;
    };
  }
}
