package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;

/**
 * Whether an instance is what an intent asks for, in every respect that a placement decides; the
 * function of the reference ({@link Reconciliation#instanceSatisfiesMetaInstance}) looks at three
 * of them. Wishes among placements that hold, such as the strategy, the preference and preferred
 * nodes, are no reason to take a serving instance away.
 */
public final class SpecMatch {

  private SpecMatch() {}

  /** Returns why the instance is not what the intent asks for, or nothing. */
  public static Optional<String> mismatch(
      MetaInstance intent, Instance instance, State state, MemoryPolicy policy) {
    MetaInstanceSpec spec = intent.spec();
    Set<NodeId> nodes = instance.shardAssignments().nodeToRunner().keySet();
    if (!instance.shardAssignments().modelId().equals(spec.modelId())) {
      return Optional.of("it holds model " + instance.shardAssignments().modelId());
    }
    Integer max = spec.maxNodes();
    if (nodes.size() < spec.minNodes() || (max != null && nodes.size() > max)) {
      return Optional.of(
          "it has %d nodes, and %d to %s are wanted"
              .formatted(nodes.size(), spec.minNodes(), max == null ? "any number" : max));
    }
    return nodeMismatch(intent, nodes)
        .or(() -> shapeMismatch(spec, instance))
        .or(() -> cacheMismatch(spec, instance, state, policy));
  }

  private static Optional<String> nodeMismatch(MetaInstance intent, Set<NodeId> nodes) {
    Set<NodeId> forbidden =
        Sets.intersection(nodes, ImmutableSet.copyOf(intent.spec().forbiddenNodes()));
    if (!forbidden.isEmpty()) {
      return Optional.of("it uses %s, which the intent forbids".formatted(forbidden));
    }
    Set<NodeId> missing =
        Sets.difference(
            Sets.difference(
                ImmutableSet.copyOf(intent.spec().requiredNodes()),
                ImmutableSet.copyOf(intent.status().relaxedNodes())),
            nodes);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("it does not use %s, which the intent requires".formatted(missing));
  }

  /** On one node there is nothing to share out and nobody to talk to. */
  private static Optional<String> shapeMismatch(MetaInstanceSpec spec, Instance instance) {
    if (instance.shardAssignments().nodeToRunner().size() == 1) {
      return Optional.empty();
    }
    if (instance.instanceMeta() != spec.instanceMeta()) {
      return Optional.of(
          "it runs over %s, and %s is wanted"
              .formatted(instance.instanceMeta(), spec.instanceMeta()));
    }
    Sharding sharding =
        instance.shardAssignments().runnerToShard().values().stream()
                .anyMatch(TensorShardMetadata.class::isInstance)
            ? Sharding.TENSOR
            : Sharding.PIPELINE;
    return sharding == spec.sharding()
        ? Optional.empty()
        : Optional.of("it is sharded by %s, not %s".formatted(sharding, spec.sharding()));
  }

  private static Optional<String> cacheMismatch(
      MetaInstanceSpec spec, Instance instance, State state, MemoryPolicy policy) {
    for (Map.Entry<RunnerId, ShardMetadata> shard :
        instance.shardAssignments().runnerToShard().entrySet()) {
      CacheDemand demand =
          policy.demandFor(shard.getValue().modelCard(), spec.contextTokens(), spec.concurrency());
      RunnerBinding binding = state.runnerBindings().get(shard.getKey());
      Memory wanted = demand.ofShard(shard.getValue());
      // Nothing is promised to what was taken over as it ran; it is not taken away for that.
      if (binding != null
          && binding.cache().compareTo(Memory.ZERO) > 0
          && wanted.compareTo(binding.cache()) > 0) {
        return Optional.of(
            "rank %d keeps %.1f GiB for its cache, and %.1f GiB are wanted"
                .formatted(shard.getValue().deviceRank(), binding.cache().inGib(), wanted.inGib()));
      }
    }
    return Optional.empty();
  }
}
