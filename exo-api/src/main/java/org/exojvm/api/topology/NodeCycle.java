package org.exojvm.api.topology;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;

/**
 * A simple directed cycle: every node links to the next one, the last to the first. A single node
 * is a cycle of its own.
 *
 * @param nodes the nodes in the order of the links; where it matters the first one is rank 0
 */
public record NodeCycle(ImmutableList<NodeId> nodes) {}
