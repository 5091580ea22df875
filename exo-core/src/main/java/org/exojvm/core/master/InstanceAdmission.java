package org.exojvm.core.master;

import com.google.common.collect.ContiguousSet;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.core.state.RunnerBinding;
import org.exojvm.core.state.State;

/** Whether an instance that a client describes can be taken into the state. */
final class InstanceAdmission {

  private InstanceAdmission() {}

  /** Returns why the instance is refused, or nothing. */
  static Optional<Verdict.Reject> problemOf(Instance instance, State state) {
    if (state.instances().containsKey(instance.instanceId())) {
      return reject(
          RejectionCode.CONFLICT,
          "Instance (%s) exists already. Maybe use another id.".formatted(instance.instanceId()));
    }
    for (RunnerBinding binding : state.runnerBindings().values()) {
      if (binding.instanceId().equals(instance.instanceId())) {
        return reject(
            RejectionCode.CONFLICT,
            "Instance (%s) is deleted, but a runner of it is still stopping on node (%s). Maybe use another id."
                .formatted(instance.instanceId(), binding.nodeId()));
      }
    }
    if (instance.metaInstanceId() != null) {
      return reject(
          RejectionCode.INVALID,
          "Instance (%s) names MetaInstance (%s), but only the master binds instances to intents. Maybe leave it out."
              .formatted(instance.instanceId(), instance.metaInstanceId()));
    }
    if (instance.shardAssignments().nodeToRunner().isEmpty()) {
      return reject(
          RejectionCode.INVALID,
          "Instance (%s) has no node. Maybe add its shard assignments."
              .formatted(instance.instanceId()));
    }
    return shapeProblem(instance).or(() -> placeProblem(instance, state));
  }

  private static Optional<Verdict.Reject> shapeProblem(Instance instance) {
    ShardAssignments shards = instance.shardAssignments();
    int ranks = shards.runnerToShard().size();
    boolean oneRunnerPerNode =
        shards.nodeToRunner().size() == ranks
            && ImmutableSet.copyOf(shards.nodeToRunner().values()).size() == ranks;
    Set<Integer> expected = ContiguousSet.closedOpen(0, ranks);
    ImmutableSet<Integer> present =
        shards.runnerToShard().values().stream()
            .filter(shard -> shard.worldSize() == ranks)
            .map(ShardMetadata::deviceRank)
            .collect(ImmutableSet.toImmutableSet());
    if (!oneRunnerPerNode || !present.equals(expected)) {
      return reject(
          RejectionCode.INVALID,
          "Instance (%s) has %d runners on %d nodes with ranks %s. Maybe give each node one runner, and the ranks 0 to %d a world size of %d."
              .formatted(
                  instance.instanceId(),
                  ranks,
                  shards.nodeToRunner().size(),
                  present,
                  ranks - 1,
                  ranks));
    }
    for (ShardMetadata shard : shards.runnerToShard().values()) {
      if (shard.modelCard().storageSize().inBytes() < 0) {
        return reject(
            RejectionCode.INVALID,
            "Instance (%s) holds a model of %d bytes. Maybe its card is damaged."
                .formatted(instance.instanceId(), shard.modelCard().storageSize().inBytes()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Verdict.Reject> placeProblem(Instance instance, State state) {
    for (NodeId node : instance.shardAssignments().nodeToRunner().keySet()) {
      if (!state.topology().contains(node)) {
        return reject(
            RejectionCode.NOT_FOUND,
            "Instance (%s) uses node (%s), which is not in the cluster. Maybe wait until it has joined."
                .formatted(instance.instanceId(), node));
      }
    }
    for (RunnerId runner : instance.shardAssignments().runnerToShard().keySet()) {
      if (state.runnerBindings().containsKey(runner)) {
        return reject(
            RejectionCode.CONFLICT,
            "Instance (%s) uses runner (%s), which belongs to another. Maybe use fresh runner ids."
                .formatted(instance.instanceId(), runner));
      }
    }
    return Optional.empty();
  }

  private static Optional<Verdict.Reject> reject(RejectionCode code, String reason) {
    return Optional.of(new Verdict.Reject(code, reason));
  }
}
