package org.exojvm.api.instance;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.exojvm.api.check.Checks;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;

/**
 * Which runner holds which shard, and on which node it runs.
 *
 * @param modelId the model
 * @param runnerToShard shard of every runner, in rank order
 * @param nodeToRunner runner of every node
 */
public record ShardAssignments(
    ModelId modelId,
    ImmutableMap<RunnerId, ShardMetadata> runnerToShard,
    ImmutableMap<NodeId, RunnerId> nodeToRunner) {
  /** Checks that every node is bound to a runner that has a shard. */
  public ShardAssignments {
    for (Map.Entry<NodeId, RunnerId> binding : nodeToRunner.entrySet()) {
      Checks.inRange(
          runnerToShard.containsKey(binding.getValue()),
          "ShardAssignments.nodeToRunner[" + binding.getKey().value() + "]",
          binding.getValue().value(),
          "a key of runnerToShard");
    }
  }
}
