package org.exojvm.api.instance;

import java.util.Objects;
import org.exojvm.api.check.Checks;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;

/**
 * An instance as seen by one of its nodes.
 *
 * @param instance the instance
 * @param boundRunnerId runner this node plays
 * @param boundNodeId the node
 */
public record BoundInstance(Instance instance, RunnerId boundRunnerId, NodeId boundNodeId) {
  /** Checks that the bound runner has a shard. */
  public BoundInstance {
    Checks.inRange(
        instance.shardAssignments().runnerToShard().containsKey(boundRunnerId),
        "BoundInstance.boundRunnerId",
        boundRunnerId.value(),
        "a key of runnerToShard");
  }

  /** Returns the shard of the bound runner. */
  public ShardMetadata boundShard() {
    return Objects.requireNonNull(instance.shardAssignments().runnerToShard().get(boundRunnerId));
  }
}
