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
  @Override
  public String name() {
    return "spare-node";
  }

  @Override
  public PlacementResult place(PlacementRequest request) {
    PlacementStrategy others = new LargestCycleStrategy();
    Set<NodeId> spare = new HashSet<>(request.forbiddenNodes());
    request.freeMemory().keySet().stream()
        .max(Comparator.<NodeId, Memory>comparing(request.freeMemory()::get).thenComparing(n -> n))
        .ifPresent(spare::add);
    PlacementRequest sparing = request.withForbiddenNodes(spare);
    return others.place(sparing) instanceof Placed spared ? spared : others.place(request);
  }
}
