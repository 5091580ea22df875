package org.exojvm.examples.quickstart;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.Objects;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.CfgShardMetadata;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.model.Memory;

/**
 * One place of an instance.
 *
 * @param node where it is
 * @param runner who works there
 * @param shard what it holds
 */
record Rank(NodeId node, RunnerId runner, ShardMetadata shard) {

  /** Returns the places of an instance, rank 0 first. */
  static ImmutableList<Rank> of(Instance instance) {
    ShardAssignments assignments = instance.shardAssignments();
    return assignments.nodeToRunner().entrySet().stream()
        .map(
            bound ->
                new Rank(
                    bound.getKey(),
                    bound.getValue(),
                    Objects.requireNonNull(assignments.runnerToShard().get(bound.getValue()))))
        .sorted(Comparator.comparingInt(rank -> rank.shard().deviceRank()))
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns the number of layers held. */
  int layers() {
    return shard.endLayer() - shard.startLayer();
  }

  /** Returns the memory the weights take here: by layers, or an equal part of every layer. */
  Memory weights() {
    double part =
        switch (shard) {
          case PipelineShardMetadata _, CfgShardMetadata _ -> (double) layers() / shard.nLayers();
          case TensorShardMetadata tensor -> 1.0 / tensor.worldSize();
        };
    return Memory.ofBytes(Math.round(shard.modelCard().storageSize().inBytes() * part));
  }
}
