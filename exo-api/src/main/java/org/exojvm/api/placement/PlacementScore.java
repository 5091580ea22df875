package org.exojvm.api.placement;

import org.exojvm.api.model.Memory;
import org.exojvm.api.topology.NodeCycle;

/**
 * What a placement was chosen by.
 *
 * @param cycle the nodes in rank order
 * @param hasLeaf whether a node with at most one neighbour takes part
 * @param totalFreeMemory free memory of all nodes of the cycle
 */
public record PlacementScore(NodeCycle cycle, boolean hasLeaf, Memory totalFreeMemory) {}
