package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.placement.JacclMesh;
import org.exojvm.placement.NodeShare;
import org.exojvm.placement.explain.NodeVerdict.Kind;
import org.exojvm.placement.explain.NodeVerdict.Obstacle;
import org.exojvm.placement.internal.Texts;

/** Looks at every node on its own. */
record NodeVerdicts(PlacementRequest request, RememberedCluster remembered) {

  ImmutableList<NodeVerdict> all() {
    ImmutableList.Builder<NodeVerdict> verdicts = ImmutableList.builder();
    for (NodeId node : request.topology().nodes()) {
      verdicts.add(new NodeVerdict(node, request.freeMemory().get(node), obstacles(node)));
    }
    for (NodeId node : absent()) {
      verdicts.add(new NodeVerdict(node, null, ImmutableList.of(absence(node))));
    }
    return verdicts.build();
  }

  private ImmutableSortedSet<NodeId> absent() {
    ImmutableSortedSet.Builder<NodeId> absent = ImmutableSortedSet.naturalOrder();
    for (NodeId node : remembered.topology().nodes()) {
      if (!request.topology().contains(node)) {
        absent.add(node);
      }
    }
    for (NodeId node : request.requiredNodes()) {
      if (!request.topology().contains(node)) {
        absent.add(node);
      }
    }
    return absent.build();
  }

  private Obstacle absence(NodeId node) {
    String required = request.requiredNodes().contains(node) ? " and is required" : "";
    if (!remembered.topology().contains(node)) {
      return new Obstacle(Kind.UNKNOWN, "is not in the cluster" + required);
    }
    Memory free = remembered.freeMemory().get(node);
    String had = free == null ? "" : ", had " + Texts.size(free) + " free";
    return new Obstacle(Kind.LEFT, "has left the cluster" + had + required);
  }

  private ImmutableList<Obstacle> obstacles(NodeId node) {
    ImmutableList.Builder<Obstacle> obstacles = ImmutableList.builder();
    if (request.forbiddenNodes().contains(node)) {
      obstacles.add(new Obstacle(Kind.FORBIDDEN, "is forbidden"));
    }
    if (!request.freeMemory().containsKey(node)) {
      obstacles.add(new Obstacle(Kind.SILENT, "has not reported its memory"));
    } else if (UsableNodes.free(request, node).compareTo(smallestShare()) < 0) {
      obstacles.add(
          new Obstacle(
              Kind.TOO_LITTLE_MEMORY,
              "%s free, even %s needs %s"
                  .formatted(
                      Texts.size(UsableNodes.free(request, node)),
                      smallestShareText(),
                      Texts.size(smallestShare()))));
    }
    if (request.topology().size() > 1 && !hasPeer(node)) {
      obstacles.add(
          new Obstacle(
              Kind.NO_LINK,
              request.instanceMeta() == InstanceMeta.MLX_JACCL
                  ? "has no RDMA link both ways to any other node"
                  : "has no socket link both ways to any other node"));
    }
    return obstacles.build();
  }

  private boolean hasPeer(NodeId node) {
    for (NodeId other : request.topology().neighbours(node)) {
      if (!other.equals(node) && UsableNodes.areWired(request, node, other)) {
        return true;
      }
    }
    return false;
  }

  private String smallestShareText() {
    return request.sharding() == Sharding.TENSOR
        ? "a slice for %d nodes".formatted(mostSlices())
        : "one layer";
  }

  private Memory smallestShare() {
    return request.sharding() == Sharding.TENSOR
        ? NodeShare.ofSlice(request, mostSlices())
        : NodeShare.ofLayers(request, 1);
  }

  /** Returns the largest number of nodes that divides the hidden size and is allowed. */
  private int mostSlices() {
    int most = Math.max(1, request.topology().size());
    Integer max = request.maxNodes();
    most = max == null ? most : Math.min(most, Math.max(1, max));
    most =
        request.instanceMeta() == InstanceMeta.MLX_JACCL
            ? Math.min(most, JacclMesh.MAX_NODES)
            : most;
    while (request.modelCard().hiddenSize() % most != 0) {
      most--;
    }
    return most;
  }
}
