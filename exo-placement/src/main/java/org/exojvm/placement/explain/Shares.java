package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.placement.NodeShare;

/** What a placed instance takes of each node. */
final class Shares {

  private Shares() {}

  /** Returns weights and cache by node, in rank order. */
  static ImmutableMap<NodeId, Memory> of(PlacementRequest request, Instance instance) {
    ImmutableMap.Builder<NodeId, Memory> shares = ImmutableMap.builder();
    instance
        .shardAssignments()
        .nodeToRunner()
        .forEach(
            (node, runner) -> {
              ShardMetadata shard = instance.shardAssignments().runnerToShard().get(runner);
              if (shard != null) {
                shares.put(node, share(request, shard));
              }
            });
    return shares.buildOrThrow();
  }

  private static Memory share(PlacementRequest request, ShardMetadata shard) {
    return shard instanceof TensorShardMetadata
        ? NodeShare.ofSlice(request, shard.worldSize())
        : NodeShare.ofLayers(request, shard.endLayer() - shard.startLayer());
  }
}
