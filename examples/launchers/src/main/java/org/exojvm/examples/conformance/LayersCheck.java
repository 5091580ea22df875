package org.exojvm.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.util.Arrays;
import org.exojvm.placement.LayerAllocation;
import org.exojvm.placement.LayerAllocation.Allocated;
import org.exojvm.placement.LayerAllocation.NotAllocatable;

/**
 * Sharing layers over nodes. Where the reference refuses with a sentence, ours is the same; where
 * it crashes, any refusal will do.
 */
final class LayersCheck implements VectorCheck {

  @Override
  public String fileName() {
    return "layers";
  }

  @Override
  public Outcome check(ObjectNode vector) {
    double[] fractions =
        Streams.stream(vector.path("memory_fractions"))
            .mapToDouble(JsonNode::doubleValue)
            .toArray();
    LayerAllocation actual =
        LayerAllocation.byLargestRemainder(vector.path("total_layers").intValue(), fractions);
    Outcome shares = checkFractions(vector, fractions);
    return shares instanceof Outcome.Passed ? checkLayers(vector, actual) : shares;
  }

  /** Some lines also say from which free memory the fractions come. */
  private static Outcome checkFractions(ObjectNode vector, double[] expected) {
    long[] free =
        Streams.stream(vector.path("available_bytes")).mapToLong(JsonNode::longValue).toArray();
    return free.length == 0 || Arrays.equals(LayerAllocation.memoryFractions(free), expected)
        ? Outcome.passed()
        : Outcome.failed("the memory fractions of " + vector.path("available_bytes") + " differ");
  }

  private static Outcome checkLayers(ObjectNode vector, LayerAllocation actual) {
    JsonNode error = vector.path("error");
    return switch (actual) {
      case Allocated(ImmutableList<Integer> layers) -> {
        ImmutableList<Integer> expected =
            Streams.stream(vector.path("result"))
                .map(JsonNode::intValue)
                .collect(ImmutableList.toImmutableList());
        yield error.isMissingNode() && layers.equals(expected)
            ? Outcome.passed()
            : Outcome.failed(
                "allocated %s, expected %s"
                    .formatted(layers, error.isMissingNode() ? expected : error));
      }
      case NotAllocatable(var reason, String message) -> {
        boolean right =
            !error.isMissingNode()
                && (!error.path("type").asText().equals("ValueError")
                    || error.path("message").asText().equals(message));
        yield right
            ? Outcome.passed()
            : Outcome.failed("refused with \"%s\", expected %s".formatted(message, vector));
      }
    };
  }
}
