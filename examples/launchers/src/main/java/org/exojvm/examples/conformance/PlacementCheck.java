package org.exojvm.examples.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.api.placement.PlacementViolation;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.placement.LargestCycleStrategy;

/**
 * Placement by {@code largest-cycle}. Where no stricter rule applies, the result is one that the
 * reference could have given. Where one does, the result may also be any other valid placement, or
 * a refusal that trying everything confirms; such a line deviates.
 */
public final class PlacementCheck implements VectorCheck {

  /** Makes the check; it has no state. */
  public PlacementCheck() {}

  @Override
  public String fileName() {
    return "placement";
  }

  @Override
  public Outcome check(ObjectNode json) {
    PlacementVector vector = new PlacementVector(json);
    PlacementRequest request;
    try {
      request = vector.request();
    } catch (MalformedMessageException e) {
      return Outcome.failed("rejected: " + e.getMessage());
    }
    Optional<String> assembly = new AssemblyComparison(vector, request).difference();
    if (assembly.isPresent()) {
      return Outcome.failed(assembly.get());
    }
    return switch (new LargestCycleStrategy().place(request)) {
      case Placed placed -> placed(vector, request, placed);
      case Unplaceable(PlacementRefusal refusal, _, _) -> refused(vector, request, refusal);
    };
  }

  private static Outcome placed(PlacementVector vector, PlacementRequest request, Placed placed) {
    ImmutableList<NodeId> ranks = placed.score().cycle().nodes();
    ImmutableList<PlacementViolation> violations =
        PlacementValidator.violations(request, placed.instance());
    if (!violations.isEmpty()) {
      return Outcome.failed("not a valid placement: " + violations);
    }
    ImmutableMap<NodeId, Integer> layers =
        AssemblyComparison.layersByNode(placed.instance().shardAssignments());
    if (!layers.values().asList().equals(new PlacementOracle(request).layersByRank(ranks))) {
      return Outcome.failed("layers are shared as %s on %s".formatted(layers, ranks));
    }
    boolean acceptable =
        vector.acceptableCycles().stream()
            .anyMatch(cycle -> AssemblyComparison.isRotation(cycle.nodes(), ranks));
    return vector.expectsPlacement() && acceptable
        ? Outcome.passed()
        : deviated(vector, "placed on " + ranks, vector.json().path("acceptableCycles").toString());
  }

  private static Outcome refused(
      PlacementVector vector, PlacementRequest request, PlacementRefusal refusal) {
    boolean expected =
        Stream.concat(
                Stream.of(vector.error()),
                vector.acceptableCycles().stream().flatMap(cycle -> cycle.error().stream()))
            .anyMatch(refusal.referenceText()::equals);
    boolean mayDiffer = !vector.stricterRules().isEmpty();
    if (mayDiffer) {
      Optional<List<NodeId>> missed = new PlacementOracle(request).anyValid();
      if (missed.isPresent()) {
        return Outcome.failed(
            "refused with \"%s\" but %s can host the model"
                .formatted(refusal.referenceText(), missed.get()));
      }
    }
    return expected && !vector.expectsPlacement()
        ? Outcome.passed()
        : deviated(vector, "refused with \"" + refusal.referenceText() + "\"", vector.error());
  }

  /** A difference is in order only where a stricter rule applies. */
  private static Outcome deviated(PlacementVector vector, String actual, String expected) {
    return vector.stricterRules().isEmpty()
        ? Outcome.failed("%s, expected %s".formatted(actual, expected))
        : Outcome.deviated(vector.decidingRule());
  }
}
