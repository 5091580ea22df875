package org.exojvm.examples.strategy;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.placement.LargestCycleStrategy;

/** Keeps the node with the most free memory out of an instance while the others suffice. */
public final class SpareNodeStrategy implements PlacementStrategy {
  private final PlacementStrategy others = new LargestCycleStrategy();

  @Override
  public String name() {
    return "spare-node";
  }

  @Override
  public PlacementResult place(PlacementRequest request) {
    Set<NodeId> spare = new HashSet<>(request.forbiddenNodes());
    request.freeMemory().keySet().stream()
        .max(Comparator.<NodeId, Memory>comparing(request.freeMemory()::get).thenComparing(n -> n))
        .ifPresent(spare::add);
    PlacementResult spared = others.place(request.withForbiddenNodes(spare));
    return spared instanceof Placed ? spared : others.place(request);
  }
}
