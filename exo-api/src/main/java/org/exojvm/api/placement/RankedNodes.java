package org.exojvm.api.placement;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.TreeMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.placement.PlacementViolation.Rule;

/**
 * The nodes of an instance and their shards by rank.
 *
 * @param instance the instance
 * @param isConsistent whether there is one node and one shard for every rank; the lists are
 *     complete then
 * @param nodes the nodes in rank order
 * @param shards their shards
 */
record RankedNodes(
    Instance instance,
    boolean isConsistent,
    ImmutableList<NodeId> nodes,
    ImmutableList<ShardMetadata> shards) {

  static RankedNodes of(PlacementRequest request, Instance instance, Violations found) {
    ShardAssignments assignments = instance.shardAssignments();
    Violations structure = new Violations();
    checkIds(request, instance, found, structure);
    Map<Integer, NodeId> nodes = new TreeMap<>();
    Map<Integer, ShardMetadata> shards = new TreeMap<>();
    int worldSize = assignments.nodeToRunner().size();
    for (Map.Entry<NodeId, RunnerId> binding : assignments.nodeToRunner().entrySet()) {
      ShardMetadata shard = assignments.runnerToShard().get(binding.getValue());
      if (shard == null) {
        continue;
      }
      int rank = shard.deviceRank();
      structure.unless(
          rank >= 0 && rank < worldSize && nodes.put(rank, binding.getKey()) == null,
          Rule.RANKS,
          "node %s has rank %d, which is taken or not within 0..%d",
          binding.getKey(),
          rank,
          worldSize - 1);
      shards.put(rank, shard);
    }
    structure.all().forEach(v -> found.unless(false, v.rule(), "%s", v.reason()));
    return new RankedNodes(
        instance,
        structure.isEmpty() && worldSize > 0,
        ImmutableList.copyOf(nodes.values()),
        ImmutableList.copyOf(shards.values()));
  }

  private static void checkIds(
      PlacementRequest request, Instance instance, Violations found, Violations structure) {
    ShardAssignments assignments = instance.shardAssignments();
    found.unless(
        instance.instanceId().equals(request.ids().instanceId()),
        Rule.IDS,
        "instance is called %s instead of %s",
        instance.instanceId().value(),
        request.ids().instanceId().value());
    ImmutableSet<RunnerId> bound = ImmutableSet.copyOf(assignments.nodeToRunner().values());
    structure.unless(
        bound.size() == assignments.nodeToRunner().size()
            && bound.equals(assignments.runnerToShard().keySet()),
        Rule.IDS,
        "%d nodes, %d distinct runners on them and %d runners with a shard are not one to one",
        assignments.nodeToRunner().size(),
        bound.size(),
        assignments.runnerToShard().size());
    assignments
        .runnerToShard()
        .forEach(
            (runner, shard) ->
                found.unless(
                    runner.equals(request.ids().runnerId(shard.deviceRank())),
                    Rule.IDS,
                    "runner of rank %d is called %s instead of %s",
                    shard.deviceRank(),
                    runner.value(),
                    request.ids().runnerId(shard.deviceRank()).value()));
  }

  int worldSize() {
    return instance.shardAssignments().nodeToRunner().size();
  }
}
