package org.exojvm.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.process.NodeLivenessMemory;
import org.exojvm.core.state.EventApplier;
import org.exojvm.core.state.State;

/** {@code liveness}: events and liveness cycles in turn, with what each cycle must find. */
final class LivenessCheck implements VectorCheck {

  @Override
  public String fileName() {
    return "liveness";
  }

  @Override
  public Outcome check(ObjectNode vector) {
    State state = State.empty();
    NodeLivenessMemory memory = NodeLivenessMemory.empty();
    int number = 0;
    for (JsonNode step : VectorFields.required(vector, "steps")) {
      if (step.has("event")) {
        Event event = VectorFields.decoded(WireTypes.EVENT, step.path("event"));
        state =
            EventApplier.apply(
                state, new IndexedEvent(state.lastEventAppliedIdx() + 1, event, null));
      } else {
        NodeLivenessMemory.Cycle cycle = memory.advance(state.lastEventIndexByNode());
        memory = cycle.memory();
        Found expected = expected(step);
        Found actual = actual(cycle);
        if (!expected.equals(actual)) {
          return Outcome.failed("step " + number + ": expected " + expected + " but got " + actual);
        }
      }
      number++;
    }
    return finalIndices(vector, state);
  }

  private static Outcome finalIndices(ObjectNode vector, State state) {
    Map<String, Long> expected =
        numbers(VectorFields.required(vector, "finalLastEventIndexByNode"));
    Map<String, Long> actual = byText(state.lastEventIndexByNode().asMap());
    return expected.equals(actual)
        ? Outcome.passed()
        : Outcome.failed("in the end expected " + expected + " but got " + actual);
  }

  private static Found expected(JsonNode step) {
    return new Found(
        Streams.stream(step.path("expectDisconnected"))
            .map(JsonNode::asText)
            .collect(ImmutableList.toImmutableList()),
        numbers(step.path("staleCyclesAfter")),
        numbers(step.path("lastCheckedAfter")));
  }

  private static Found actual(NodeLivenessMemory.Cycle cycle) {
    return new Found(
        cycle.disconnected().stream().map(NodeId::value).collect(ImmutableList.toImmutableList()),
        byText(cycle.memory().staleCycles()),
        byText(cycle.memory().lastChecked()));
  }

  private static Map<String, Long> numbers(JsonNode object) {
    Map<String, Long> result = new LinkedHashMap<>();
    object.properties().forEach(field -> result.put(field.getKey(), field.getValue().asLong()));
    return result;
  }

  private static Map<String, Long> byText(Map<NodeId, ? extends Number> byNode) {
    Map<String, Long> result = new LinkedHashMap<>();
    byNode.forEach((node, number) -> result.put(node.value(), number.longValue()));
    return result;
  }

  private record Found(
      ImmutableList<String> disconnected, Map<String, Long> stale, Map<String, Long> lastChecked) {}
}
