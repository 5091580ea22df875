package org.exojvm.core.state.internal;

import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.state.State;

/**
 * Remembers which nodes left, so that an intent that requires one of them can tell a node that left
 * from one that never came (D7).
 */
final class Departures {

  /**
   * Nodes remembered. Too few and an intent waits for ever for a node that left long ago; too many
   * and State grows in a cluster whose nodes come with a new id every time.
   */
  static final int MAX_DEPARTED_NODES = 1_000;

  private Departures() {}

  /** Returns the state in which the node left with the event being applied; none if unknown. */
  static State recorded(State state, NodeId node) {
    boolean known =
        state.topology().contains(node) || state.lastEventIndexByNode().containsKey(node);
    return known ? state.withDepartedNodes(withDeparture(state, node)) : state;
  }

  /** Put at the end, as the latest departure, even if the node left before. */
  private static OrderedMap<NodeId, Long> withDeparture(State state, NodeId node) {
    OrderedMap<NodeId, Long> departed =
        state.departedNodes().without(node).with(node, state.lastEventAppliedIdx());
    return departed.size() > MAX_DEPARTED_NODES
        ? departed.without(departed.keys().iterator().next())
        : departed;
  }
}
