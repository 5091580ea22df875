package org.exojvm.api.placement;

import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.placement.PlacementViolation.Rule;

/** Which nodes may and must take part. */
final class NodeRules {

  private NodeRules() {}

  static void check(PlacementRequest request, RankedNodes ranked, Violations found) {
    Instance instance = ranked.instance();
    int nodes = ranked.worldSize();
    Integer max = request.maxNodes();
    found.unless(
        nodes >= Math.max(1, request.minNodes()) && (max == null || nodes <= max),
        Rule.NODE_COUNT,
        "%d nodes, asked for at least %d and at most %s",
        nodes,
        request.minNodes(),
        max == null ? "any number" : max);
    for (NodeId node : request.requiredNodes()) {
      found.unless(
          instance.shardAssignments().nodeToRunner().containsKey(node),
          Rule.REQUIRED_NODE,
          "required node %s does not take part",
          node);
    }
    for (NodeId node : instance.shardAssignments().nodeToRunner().keySet()) {
      found.unless(
          !request.forbiddenNodes().contains(node),
          Rule.FORBIDDEN_NODE,
          "forbidden node %s takes part",
          node);
      found.unless(
          request.topology().contains(node),
          Rule.UNKNOWN_NODE,
          "node %s is not in the topology",
          node);
    }
    found.unless(
        instance.instanceMeta() == (nodes == 1 ? InstanceMeta.MLX_RING : request.instanceMeta()),
        Rule.BACK_END,
        "%s on %d nodes, asked for %s",
        instance.instanceMeta().wireName(),
        nodes,
        request.instanceMeta().wireName());
  }
}
