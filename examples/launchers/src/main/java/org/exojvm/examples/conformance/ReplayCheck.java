package org.exojvm.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;

/** {@code replay}: a log of events, from the first, makes a state. */
final class ReplayCheck implements VectorCheck {

  @Override
  public String fileName() {
    return "replay";
  }

  @Override
  public Outcome check(ObjectNode vector) {
    State state = State.empty();
    for (JsonNode json : VectorFields.required(vector, "events")) {
      Event event = VectorFields.decoded(WireTypes.EVENT, json);
      state =
          EventApplier.apply(state, new IndexedEvent(state.lastEventAppliedIdx() + 1, event, null));
    }
    State expected = VectorFields.decoded(WireTypes.STATE, vector, "finalState");
    return ComparableState.compared(expected, state);
  }
}
