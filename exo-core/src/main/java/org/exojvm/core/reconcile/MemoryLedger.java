package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerLoaded;
import org.exojvm.api.engine.RunnerStatus.RunnerWarmingUp;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardWeights;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.core.state.State;
import org.jspecify.annotations.Nullable;

/**
 * Memory that a new placement may use on each node: what the node measured as available, less what
 * was promised to runners that have not loaded their weights yet (D9).
 *
 * <p>Only the promise is kept here: a runner counts until it reports that its weights are in
 * memory. That a later measurement of the node must have seen them too is the second half of D9; it
 * comes with the issue on placement.
 */
public final class MemoryLedger {

  private MemoryLedger() {}

  /**
   * Returns the free memory of every node that has reported its memory, never below zero. A node
   * without an entry has reported none and offers none.
   */
  public static ImmutableMap<NodeId, Memory> freeMemory(State state) {
    Map<NodeId, Memory> free = new LinkedHashMap<>();
    for (Map.Entry<NodeId, MemoryUsage> node : state.nodeMemory().entries()) {
      free.put(node.getKey(), atLeastZero(node.getValue().ramAvailable()));
    }
    for (Instance instance : state.instances().values()) {
      reserve(instance.shardAssignments(), state, free);
    }
    return ImmutableMap.copyOf(free);
  }

  private static void reserve(ShardAssignments assignments, State state, Map<NodeId, Memory> free) {
    for (Map.Entry<NodeId, RunnerId> binding : assignments.nodeToRunner().entrySet()) {
      ShardMetadata shard = assignments.runnerToShard().get(binding.getValue());
      if (shard != null && !holdsWeights(state.runners().get(binding.getValue()))) {
        free.computeIfPresent(
            binding.getKey(), (node, left) -> atLeastZero(left.minus(ShardWeights.of(shard))));
      }
    }
  }

  private static boolean holdsWeights(@Nullable RunnerStatus status) {
    return status != null
        && (status.isServing()
            || status instanceof RunnerLoaded
            || status instanceof RunnerWarmingUp);
  }

  private static Memory atLeastZero(Memory memory) {
    return memory.compareTo(Memory.ZERO) < 0 ? Memory.ZERO : memory;
  }
}
