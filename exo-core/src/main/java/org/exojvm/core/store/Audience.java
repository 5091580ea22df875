package org.exojvm.core.store;

import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.ShardMetadata;

/** A shard for which a node has asked for a model: State keeps one entry for each. */
record Audience(NodeId node, ShardMetadata shard) {}
