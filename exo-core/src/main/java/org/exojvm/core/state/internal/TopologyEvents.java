package org.exojvm.core.state.internal;

import org.exojvm.core.event.TopologyEvent;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeCreated;
import org.exojvm.core.event.TopologyEvent.TopologyEdgeDeleted;
import org.exojvm.core.state.State;

/** Applies events about links. Cycles of bridges are left as they are. */
public final class TopologyEvents {

  private TopologyEvents() {}

  /** Returns the state after the event. */
  public static State apply(State state, TopologyEvent event) {
    return switch (event) {
      case TopologyEdgeCreated created ->
          state.withTopology(state.topology().withEdge(created.conn()));
      case TopologyEdgeDeleted deleted ->
          state.withTopology(state.topology().withoutEdge(deleted.conn()));
    };
  }
}
