package org.exojvm.core.master;

import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.ShardAssignments;

/** Who takes part in an instance, by rank. */
final class Ranks {

  private Ranks() {}

  /** Returns the rank of every runner, in the order of the ranks. */
  static ImmutableMap<RunnerId, Integer> inOrder(ShardAssignments shards) {
    return shards.runnerToShard().entrySet().stream()
        .map(shard -> Map.entry(shard.getKey(), shard.getValue().deviceRank()))
        .sorted(Comparator.comparingInt(Map.Entry::getValue))
        .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Returns whether the runner lives on the node. */
  static boolean isOn(ShardAssignments shards, NodeId node, RunnerId runner) {
    return runner.equals(shards.nodeToRunner().get(node));
  }
}
