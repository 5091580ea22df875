package org.exojvm.core.state.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.event.AvailabilityEvent;
import org.exojvm.core.event.AvailabilityEvent.BreakerClosed;
import org.exojvm.core.event.AvailabilityEvent.BreakerOpened;
import org.exojvm.core.event.AvailabilityEvent.InstanceNotMoved;
import org.exojvm.core.event.AvailabilityEvent.NodeDrained;
import org.exojvm.core.event.AvailabilityEvent.NodeUndrained;
import org.exojvm.core.state.NodeDrain;
import org.exojvm.core.state.OpenBreaker;
import org.exojvm.core.state.State;

/** Applies events about which nodes placements may use. */
public final class AvailabilityEvents {

  private AvailabilityEvents() {}

  /** Returns the state after the event. */
  public static State apply(State state, AvailabilityEvent event) {
    return switch (event) {
      case BreakerOpened opened -> opened(state, opened);
      case NodeDrained drained -> drained(state, drained);
      case NodeUndrained undrained -> state.withDrains(state.drains().without(undrained.nodeId()));
      case InstanceNotMoved notMoved -> notMoved(state, notMoved);
      case BreakerClosed closed ->
          withBreakers(
              state, closed.nodeId(), others(state, closed.nodeId(), closed.modelId()).build());
    };
  }

  /** A node may be drained before it is back; one that nobody has ever seen is a mistake. */
  private static State drained(State state, NodeDrained event) {
    boolean known =
        state.topology().contains(event.nodeId())
            || state.nodeIdentities().containsKey(event.nodeId());
    return known
        ? state.withDrains(
            state.drains().with(event.nodeId(), new NodeDrain(event.reason(), ImmutableMap.of())))
        : state;
  }

  /** Notes of instances that are gone are dropped, so that they do not pile up. */
  private static State notMoved(State state, InstanceNotMoved event) {
    NodeDrain drain = state.drains().get(event.nodeId());
    if (drain == null) {
      return state;
    }
    Map<InstanceId, String> notes = new LinkedHashMap<>(drain.notMoved());
    notes.put(event.instanceId(), event.reason());
    notes.keySet().removeIf(instance -> !state.instances().containsKey(instance));
    return state.withDrains(
        state
            .drains()
            .with(event.nodeId(), new NodeDrain(drain.reason(), ImmutableMap.copyOf(notes))));
  }

  /** Of a node that is not there nothing is kept: it offers nothing anyway. */
  private static State opened(State state, BreakerOpened event) {
    if (!state.topology().contains(event.nodeId())) {
      return state;
    }
    return withBreakers(
        state,
        event.nodeId(),
        others(state, event.nodeId(), event.modelId())
            .add(new OpenBreaker(event.modelId(), state.lastEventAppliedIdx(), event.reason()))
            .build());
  }

  private static ImmutableList.Builder<OpenBreaker> others(State state, NodeId node, ModelId but) {
    ImmutableList.Builder<OpenBreaker> others = ImmutableList.builder();
    ImmutableList<OpenBreaker> known = state.openBreakers().get(node);
    if (known != null) {
      known.stream().filter(breaker -> !breaker.modelId().equals(but)).forEach(others::add);
    }
    return others;
  }

  private static State withBreakers(State state, NodeId node, ImmutableList<OpenBreaker> breakers) {
    OrderedMap<NodeId, ImmutableList<OpenBreaker>> known = state.openBreakers();
    return state.withOpenBreakers(
        breakers.isEmpty() ? known.without(node) : known.with(node, breakers));
  }
}
