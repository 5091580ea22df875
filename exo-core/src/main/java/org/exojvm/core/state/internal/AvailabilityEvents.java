package org.exojvm.core.state.internal;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.event.AvailabilityEvent;
import org.exojvm.core.event.AvailabilityEvent.BreakerClosed;
import org.exojvm.core.event.AvailabilityEvent.BreakerOpened;
import org.exojvm.core.state.OpenBreaker;
import org.exojvm.core.state.State;

/** Applies events about which nodes placements may use. */
public final class AvailabilityEvents {

  private AvailabilityEvents() {}

  /** Returns the state after the event. */
  public static State apply(State state, AvailabilityEvent event) {
    return switch (event) {
      case BreakerOpened opened -> opened(state, opened);
      case BreakerClosed closed ->
          withBreakers(
              state, closed.nodeId(), others(state, closed.nodeId(), closed.modelId()).build());
    };
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
