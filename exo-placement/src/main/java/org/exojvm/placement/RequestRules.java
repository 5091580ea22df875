package org.exojvm.placement;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.placement.internal.Texts;
import org.jspecify.annotations.Nullable;

/** What a request asks of the nodes chosen for it, before anything is assembled. */
final class RequestRules {

  private static final String NO_CYCLES = "No cycles found with sufficient memory";

  private RequestRules() {}

  /** Returns what the request contradicts itself in, or null. */
  static @Nullable PlacementRefusal contradiction(PlacementRequest request) {
    Set<NodeId> torn = Sets.intersection(request.requiredNodes(), request.forbiddenNodes());
    if (!torn.isEmpty()) {
      String nodes = Texts.list(torn.stream().sorted().toList());
      return contradiction(
          "Nodes %s are both required and forbidden".formatted(nodes),
          ImmutableMap.of("nodes", (long) torn.size()),
          "Remove %s from one of the two lists.".formatted(nodes));
    }
    Integer max = request.maxNodes();
    if (max == null) {
      return null;
    }
    int least = Math.max(Math.max(1, request.minNodes()), request.requiredNodes().size());
    return least <= max
        ? null
        : contradiction(
            "At least %d nodes are asked for, and at most %d".formatted(least, max),
            ImmutableMap.of("leastNodes", (long) least, "maxNodes", (long) max),
            "Raise maxNodes to %d, or ask for fewer nodes.".formatted(least));
  }

  private static PlacementRefusal contradiction(
      String text, ImmutableMap<String, Long> numbers, String hint) {
    return new PlacementRefusal(RefusalCode.CONTRADICTION, text, numbers, text, hint);
  }

  /** The strategy has no candidate at all. */
  static PlacementRefusal noCandidate(PlacementRequest request) {
    return noCycle(
        request,
        "the strategy found no nodes to try among %d".formatted(request.topology().size()),
        "Maybe wait for memory reports, add nodes, or ask for another strategy.");
  }

  /** Returns which rule these nodes break, or null. */
  static @Nullable PlacementRefusal broken(PlacementRequest request, ImmutableList<NodeId> nodes) {
    PlacementRefusal unsuited = unsuited(request, nodes.size());
    return unsuited == null ? brokenByNodes(request, nodes) : unsuited;
  }

  private static @Nullable PlacementRefusal brokenByNodes(
      PlacementRequest request, ImmutableList<NodeId> nodes) {
    ImmutableSet<NodeId> chosen = ImmutableSet.copyOf(nodes);
    if (nodes.isEmpty() || chosen.size() < nodes.size()) {
      return noCycle(
          request,
          "the candidate %s is empty or names a node twice".formatted(Texts.list(nodes)),
          "This is a fault of the strategy; choose another one until it is mended.");
    }
    Integer max = request.maxNodes();
    if (nodes.size() < request.minNodes() || (max != null && nodes.size() > max)) {
      return noCycle(
          request,
          "the candidate %s has %d nodes, asked for at least %d and at most %s"
              .formatted(
                  Texts.list(nodes),
                  nodes.size(),
                  Math.max(1, request.minNodes()),
                  max == null ? "any number" : max),
          "Lower minNodes or raise maxNodes.");
    }
    return brokenByMembers(request, chosen);
  }

  private static @Nullable PlacementRefusal brokenByMembers(
      PlacementRequest request, ImmutableSet<NodeId> chosen) {
    Set<NodeId> missing = Sets.difference(request.requiredNodes(), chosen);
    if (!missing.isEmpty()) {
      return noCycle(
          request,
          "required nodes %s are not in the candidate".formatted(Texts.list(missing)),
          "Require fewer nodes, or wait until they have joined.");
    }
    for (NodeId node : chosen) {
      if (request.forbiddenNodes().contains(node)) {
        return noCycle(
            request,
            "node %s of the candidate is forbidden".formatted(node.value()),
            "Forbid fewer nodes.");
      }
      if (!request.topology().contains(node) || !request.freeMemory().containsKey(node)) {
        return noCycle(
            request,
            "node %s of the candidate has left or has not reported memory".formatted(node.value()),
            "Wait until it has joined and reported.");
      }
    }
    return null;
  }

  private static @Nullable PlacementRefusal unsuited(PlacementRequest request, int size) {
    ModelCard card = request.modelCard();
    String id = card.modelId().value();
    if (request.sharding() == Sharding.PIPELINE && !card.supportsPipeline()) {
      return new PlacementRefusal(
          RefusalCode.PIPELINE_UNSUPPORTED,
          "Pipeline parallelism is not supported for " + id,
          ImmutableMap.of(),
          "the model card of %s rules pipeline sharding out".formatted(id),
          "Ask for tensor sharding.");
    }
    if (request.sharding() == Sharding.TENSOR && !card.supportsTensor()) {
      return new PlacementRefusal(
          RefusalCode.TENSOR_UNSUPPORTED,
          "Requested Tensor sharding but this model does not support tensor parallelism: " + id,
          ImmutableMap.of(),
          "tensor sharding is not implemented for %s".formatted(id),
          "Ask for pipeline sharding.");
    }
    if (request.sharding() == Sharding.TENSOR && size > 0 && card.hiddenSize() % size != 0) {
      return new PlacementRefusal(
          RefusalCode.TENSOR_NOT_DIVISIBLE,
          "No tensor sharding found for model with hidden_size %d candidate cycles"
              .formatted(card.hiddenSize()),
          ImmutableMap.of("hiddenSize", (long) card.hiddenSize(), "nodes", (long) size),
          "hidden size %d is not divisible by %d nodes".formatted(card.hiddenSize(), size),
          "Allow a number of nodes that divides %d.".formatted(card.hiddenSize()));
    }
    return request.instanceMeta() == InstanceMeta.MLX_JACCL && size > JacclMesh.MAX_NODES
        ? meshTooLarge(size)
        : null;
  }

  private static PlacementRefusal meshTooLarge(int size) {
    return new PlacementRefusal(
        RefusalCode.NO_RDMA,
        "Requested RDMA (MlxJaccl) but no RDMA-connected cycles available",
        ImmutableMap.of("nodes", (long) size, "maxNodes", (long) JacclMesh.MAX_NODES),
        "a mesh has at most %d nodes, the candidate %d".formatted(JacclMesh.MAX_NODES, size),
        "Set maxNodes to %d, or ask for a ring (MlxRing).".formatted(JacclMesh.MAX_NODES));
  }

  private static PlacementRefusal noCycle(PlacementRequest request, String detail, String hint) {
    return new PlacementRefusal(
        RefusalCode.INSUFFICIENT_MEMORY,
        NO_CYCLES,
        ImmutableMap.of(
            "minNodes", (long) Math.max(1, request.minNodes()),
            "nodes", (long) request.topology().size(),
            "requiredBytes", request.demand().inBytes()),
        detail,
        hint);
  }
}
