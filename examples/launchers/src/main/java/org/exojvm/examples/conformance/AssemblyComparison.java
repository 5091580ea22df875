package org.exojvm.examples.conformance;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.examples.conformance.PlacementVector.AcceptableCycle;
import org.exojvm.placement.Assembly;
import org.exojvm.placement.InstanceAssembly;

/**
 * Compares the assembly with the reference's on each cycle the reference may have taken, in its
 * rotation: the same layers, the same sentence, and on the chosen cycle the same instance. Which
 * cycle our strategy takes does not matter here.
 *
 * @param vector the line
 * @param request what is to be placed
 */
record AssemblyComparison(PlacementVector vector, PlacementRequest request) {

  /** Rules under which a node's share is checked where the reference does not look (D9). */
  private static final Set<String> MEMORY_RULES =
      ImmutableSet.of("tensor-node-memory", "cfg-both-groups");

  /** Returns the first thing that differs, if anything does. */
  Optional<String> difference() {
    return vector.acceptableCycles().stream()
        .flatMap(cycle -> difference(cycle).stream())
        .findFirst();
  }

  private Optional<String> difference(AcceptableCycle cycle) {
    return switch (InstanceAssembly.of(request, new NodeCycle(cycle.nodes()))) {
      case Assembly.Built<Instance>(Instance instance) -> built(cycle, instance);
      case Assembly.Refused<Instance>(PlacementRefusal refusal) -> refused(cycle, refusal);
    };
  }

  private Optional<String> built(AcceptableCycle cycle, Instance instance) {
    ImmutableMap<NodeId, Integer> layers = layersByNode(instance.shardAssignments());
    if (!layers.equals(cycle.layersByNode())) {
      return Optional.of("assembled with layers %s, expected %s".formatted(layers, cycle));
    }
    return cycle.nodes().equals(vector.chosenCycle())
        ? new InstanceComparison(vector, cycle.nodes()).difference(instance)
        : Optional.empty();
  }

  private Optional<String> refused(AcceptableCycle cycle, PlacementRefusal refusal) {
    boolean stricter =
        refusal.code() == RefusalCode.NODE_MEMORY
            && vector.stricterRules().stream().anyMatch(MEMORY_RULES::contains);
    return stricter || cycle.error().equals(Optional.of(refusal.referenceText()))
        ? Optional.empty()
        : Optional.of("refused with \"%s\", expected %s".formatted(refusal.referenceText(), cycle));
  }

  static ImmutableMap<NodeId, Integer> layersByNode(ShardAssignments assignments) {
    ImmutableMap.Builder<NodeId, Integer> layers = ImmutableMap.builder();
    for (Map.Entry<NodeId, RunnerId> binding : assignments.nodeToRunner().entrySet()) {
      ShardMetadata shard = assignments.runnerToShard().get(binding.getValue());
      if (shard != null) {
        layers.put(binding.getKey(), shard.endLayer() - shard.startLayer());
      }
    }
    return layers.buildOrThrow();
  }

  /** Returns whether two cycles are one, started at different nodes. */
  static boolean isRotation(ImmutableList<NodeId> cycle, ImmutableList<NodeId> ranks) {
    int start = cycle.indexOf(ranks.getFirst());
    return start >= 0
        && ranks.equals(
            ImmutableList.<NodeId>builder()
                .addAll(cycle.subList(start, cycle.size()))
                .addAll(cycle.subList(0, start))
                .build());
  }
}
