package org.exojvm.examples.strategy;

import com.google.common.collect.ImmutableSet;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.placement.LargestCycleStrategy;

/**
 * Keeps the node with the most free memory out of an instance for as long as the others suffice.
 */
public final class SpareNodeStrategy implements PlacementStrategy {

  private final PlacementStrategy others = new LargestCycleStrategy();

  /** Creates the strategy; {@link java.util.ServiceLoader} does. */
  public SpareNodeStrategy() {}

  @Override
  public String name() {
    return "spare-node";
  }

  @Override
  public PlacementResult place(PlacementRequest request) {
    PlacementResult spared = others.place(withoutLargestNode(request));
    return spared instanceof Placed ? spared : others.place(request);
  }

  private static PlacementRequest withoutLargestNode(PlacementRequest request) {
    return request.freeMemory().entrySet().stream()
        .max(Map.Entry.<NodeId, Memory>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(largest -> forbidding(request, largest.getKey()))
        .orElse(request);
  }

  private static PlacementRequest forbidding(PlacementRequest request, NodeId node) {
    return request.withForbiddenNodes(
        ImmutableSet.<NodeId>builder().addAll(request.forbiddenNodes()).add(node).build());
  }
}
