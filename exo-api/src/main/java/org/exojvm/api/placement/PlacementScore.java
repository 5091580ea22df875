package org.exojvm.api.placement;

import org.exojvm.api.model.Memory;
import org.exojvm.api.topology.NodeCycle;
import org.jspecify.annotations.Nullable;

/**
 * What a placement was chosen by.
 *
 * @param cycle the nodes in rank order
 * @param hasLeaf whether a node with at most one neighbour takes part
 * @param totalFreeMemory free memory of all nodes of the cycle
 * @param estimate how fast it is expected to be; null when the strategy does not estimate
 */
public record PlacementScore(
    NodeCycle cycle, boolean hasLeaf, Memory totalFreeMemory, @Nullable CostEstimate estimate) {

  /** Creates a score without an estimate. */
  public PlacementScore(NodeCycle cycle, boolean hasLeaf, Memory totalFreeMemory) {
    this(cycle, hasLeaf, totalFreeMemory, null);
  }
}
