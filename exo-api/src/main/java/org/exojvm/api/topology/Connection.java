package org.exojvm.api.topology;

import org.exojvm.api.id.NodeId;

/**
 * A directed edge of the topology with its two ends.
 *
 * @param source node the edge leaves
 * @param sink node the edge reaches
 * @param edge socket or RDMA link
 */
public record Connection(NodeId source, NodeId sink, Link edge) {}
