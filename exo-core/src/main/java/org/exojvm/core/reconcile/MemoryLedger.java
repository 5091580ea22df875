package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardWeights;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.MemoryUsage;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;

/**
 * Memory that a new placement may use on each node: what the node measured as available, less the
 * headroom, less what is promised to runners (D9).
 *
 * <p>A runner's weights are promised from the moment its instance is created until the runner has
 * reported that it holds them and its node has measured its memory after that. Between the two the
 * last measurement may be from before the load, and the memory would be given away twice. A runner
 * that gives up its weights, to be started anew in place, is promised them again.
 *
 * <p>Its part of the cache is promised for as long as the runner exists: a cache grows while
 * requests run, long after the load. What of it is filled is in the measurement too, so that part
 * counts twice. Nobody can tell how much that is, and to count it once would promise memory that
 * the next long request needs.
 *
 * <p>Both promises are as long as the binding of the runner, which outlives its instance: a runner
 * of a deleted instance may still be loading (D14).
 */
public final class MemoryLedger {

  private MemoryLedger() {}

  /**
   * Returns the free memory of every node that has reported its memory, never below zero; one that
   * measured less than nothing has nothing. A node without an entry has reported none and offers
   * none.
   */
  public static ImmutableMap<NodeId, Memory> freeMemory(State state, MemoryPolicy policy) {
    Map<NodeId, Memory> free = Maps.newLinkedHashMapWithExpectedSize(state.nodeMemory().size());
    for (Map.Entry<NodeId, MemoryUsage> node : state.nodeMemory().entries()) {
      MemoryUsage usage = node.getValue();
      free.put(node.getKey(), atLeastZero(usage.ramAvailable()).minus(policy.headroom(usage)));
    }
    for (RunnerBinding runner : state.runnerBindings().values()) {
      free.computeIfPresent(runner.nodeId(), (node, left) -> left.minus(promised(runner, state)));
    }
    return ImmutableMap.copyOf(Maps.transformValues(free, MemoryLedger::atLeastZero));
  }

  /**
   * Returns the free memory that is left when an instance has been placed.
   *
   * @param free free memory before, never below zero
   * @param cache memory promised beside the weights
   */
  public static ImmutableMap<NodeId, Memory> leftAfter(
      Map<NodeId, Memory> free, Instance instance, CacheDemand cache) {
    Map<NodeId, Memory> left = new LinkedHashMap<>(free);
    ShardAssignments assignments = instance.shardAssignments();
    assignments
        .nodeToRunner()
        .forEach(
            (node, runner) -> {
              ShardMetadata shard = Objects.requireNonNull(assignments.runnerToShard().get(runner));
              Memory share = ShardWeights.of(shard).plus(cache.ofShard(shard));
              left.computeIfPresent(node, (_, before) -> atLeastZero(before.minus(share)));
            });
    return ImmutableMap.copyOf(left);
  }

  /**
   * Returns what the runners of an instance would give back, measured or promised, by node. An
   * instance on the way of its runners up holds less, so this may be more than what it has.
   */
  public static ImmutableMap<NodeId, Memory> heldBy(Instance instance, State state) {
    ImmutableMap.Builder<NodeId, Memory> held = ImmutableMap.builder();
    instance
        .shardAssignments()
        .nodeToRunner()
        .forEach(
            (node, runner) -> {
              RunnerBinding binding = state.runnerBindings().get(runner);
              if (binding != null) {
                held.put(node, atLeastZero(binding.weights()).plus(atLeastZero(binding.cache())));
              }
            });
    return held.buildOrThrow();
  }

  /** Returns free memory with what is given back; a node that offers none is not made to. */
  public static ImmutableMap<NodeId, Memory> with(
      Map<NodeId, Memory> free, Map<NodeId, Memory> returned) {
    Map<NodeId, Memory> sum = new LinkedHashMap<>(free);
    returned.forEach((node, more) -> sum.computeIfPresent(node, (_, left) -> left.plus(more)));
    return ImmutableMap.copyOf(sum);
  }

  private static Memory promised(RunnerBinding runner, State state) {
    Memory cache = atLeastZero(runner.cache());
    return runner.isMeasuredBy(state.lastMemoryEventIndexByNode().get(runner.nodeId()))
        ? cache
        : cache.plus(atLeastZero(runner.weights()));
  }

  private static Memory atLeastZero(Memory memory) {
    return memory.compareTo(Memory.ZERO) < 0 ? Memory.ZERO : memory;
  }
}
