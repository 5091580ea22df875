package org.exojvm.examples.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.EventIndexException;
import org.exojvm.core.state.State;

/** {@code apply}: one event makes of one state another, or its index is refused. */
final class ApplyCheck implements VectorCheck {

  @Override
  public String fileName() {
    return "apply";
  }

  @Override
  public Outcome check(ObjectNode vector) {
    State state = VectorFields.decoded(WireTypes.STATE, vector, "state");
    IndexedEvent event = VectorFields.decoded(WireTypes.INDEXED_EVENT, vector, "indexedEvent");
    return vector.has("expectedError")
        ? refused(state, event, vector.path("expectedError").asText())
        : applied(state, event, VectorFields.decoded(WireTypes.STATE, vector, "expectedState"));
  }

  private static Outcome applied(State state, IndexedEvent event, State expected) {
    return ComparableState.compared(expected, EventApplier.apply(state, event));
  }

  private static Outcome refused(State state, IndexedEvent event, String why) {
    try {
      State actual = EventApplier.apply(state, event);
      return Outcome.failed(
          "expected the error \"%s\", got a state at index %d"
              .formatted(why, actual.lastEventAppliedIdx()));
    } catch (EventIndexException e) {
      return Outcome.passed();
    }
  }
}
