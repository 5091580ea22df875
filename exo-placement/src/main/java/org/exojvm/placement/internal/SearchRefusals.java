package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.RefusalCode;
import org.jspecify.annotations.Nullable;

/** Refusals of a whole request, before any single candidate is assembled. */
final class SearchRefusals {

  private static final String NO_CYCLES = "No cycles found with sufficient memory";

  /** The reference names this model in code; its text is kept for those who match on it (D18). */
  private static final ImmutableMap<String, String> DISPLAY_NAMES =
      ImmutableMap.of("mlx-community/DeepSeek-V3.1-8bit", "DeepSeek V3.1 (8-bit)");

  private SearchRefusals() {}

  /** Returns what the request contradicts itself in, or null. */
  static @Nullable PlacementRefusal contradiction(PlacementRequest request) {
    Set<NodeId> torn = Sets.intersection(request.requiredNodes(), request.forbiddenNodes());
    int min = Sizes.minNodes(request);
    int max = Sizes.maxNodes(request);
    if (!torn.isEmpty()) {
      String nodes = Texts.list(ImmutableSet.copyOf(torn));
      return contradiction(
          "Nodes %s are both required and forbidden".formatted(nodes),
          ImmutableMap.of("nodes", (long) torn.size()),
          "Remove %s from one of the two lists.".formatted(nodes));
    }
    if (min > max) {
      return contradiction(
          "minNodes (%d) is greater than maxNodes (%d)".formatted(min, max),
          ImmutableMap.of("minNodes", (long) min, "maxNodes", (long) max),
          "Lower minNodes or raise maxNodes.");
    }
    int required = request.requiredNodes().size();
    return required <= max
        ? null
        : contradiction(
            "%d nodes are required but maxNodes is %d".formatted(required, max),
            ImmutableMap.of("requiredNodes", (long) required, "maxNodes", (long) max),
            "Require fewer nodes or raise maxNodes to %d.".formatted(required));
  }

  private static PlacementRefusal contradiction(
      String text, ImmutableMap<String, Long> numbers, String hint) {
    return new PlacementRefusal(RefusalCode.CONTRADICTION, text, numbers, text, hint);
  }

  /** No cycle of the wanted shape exists at all. */
  static PlacementRefusal noCycle(PlacementRequest request) {
    Set<NodeId> missing =
        request.requiredNodes().stream()
            .filter(node -> !request.topology().contains(node))
            .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
    if (!missing.isEmpty()) {
      return noCycle(
          request,
          "required nodes %s are not in the cluster".formatted(Texts.list(missing)),
          "Wait until they have joined or require other nodes.");
    }
    Set<NodeId> silent = silent(request);
    String unreported =
        silent.isEmpty() ? "" : "; nodes %s have not reported memory".formatted(Texts.list(silent));
    return noCycle(
        request,
        "no cycle of %s nodes%s%s"
            .formatted(
                sizes(request),
                request.requiredNodes().isEmpty()
                    ? ""
                    : " with required nodes " + Texts.list(request.requiredNodes()),
                unreported),
        silent.isEmpty()
            ? "Connect more nodes both ways, lower minNodes or require fewer nodes."
            : "Wait for their memory reports, or lower minNodes.");
  }

  private static PlacementRefusal noCycle(PlacementRequest request, String detail, String hint) {
    return new PlacementRefusal(
        RefusalCode.INSUFFICIENT_MEMORY,
        NO_CYCLES,
        ImmutableMap.of(
            "minNodes", (long) Sizes.minNodes(request),
            "nodes", (long) request.topology().size(),
            "requiredBytes", request.demand().inBytes()),
        detail,
        hint);
  }

  private static Set<NodeId> silent(PlacementRequest request) {
    ImmutableSet.Builder<NodeId> silent = ImmutableSortedSet.naturalOrder();
    for (NodeId node : request.topology().nodes()) {
      if (!request.freeMemory().containsKey(node)) {
        silent.add(node);
      }
    }
    return silent.build();
  }

  private static String sizes(PlacementRequest request) {
    int min = Sizes.minNodes(request);
    int max = Sizes.maxNodes(request);
    if (min == max) {
      return Integer.toString(min);
    }
    return max == Integer.MAX_VALUE ? "at least " + min : min + " to " + max;
  }

  /** Cycles exist, none of them has the memory. */
  static PlacementRefusal memory(PlacementRequest request, NodeSet best) {
    Memory free = Memory.ofBytes(best.freeBytes());
    Memory required = request.demand();
    Memory missing = required.minus(free);
    return new PlacementRefusal(
        RefusalCode.INSUFFICIENT_MEMORY,
        NO_CYCLES,
        ImmutableMap.of(
            "freeBytes", free.inBytes(),
            "requiredBytes", required.inBytes(),
            "missingBytes", missing.inBytes(),
            "nodes", (long) best.size()),
        "best cycle %s has %s, needs %s"
            .formatted(Texts.list(best.nodes()), Texts.size(free), Texts.size(required)),
        "Add a node with at least %s free or choose a smaller quantization."
            .formatted(Texts.size(missing)));
  }

  static PlacementRefusal tensorUnsupported(ModelCard card) {
    return new PlacementRefusal(
        RefusalCode.TENSOR_UNSUPPORTED,
        "Requested Tensor sharding but this model does not support tensor parallelism: "
            + card.modelId().value(),
        ImmutableMap.of(),
        "tensor sharding is not implemented for %s".formatted(card.modelId().value()),
        "Ask for pipeline sharding.");
  }

  static PlacementRefusal pipelineUnsupported(ModelCard card) {
    String id = card.modelId().value();
    return new PlacementRefusal(
        RefusalCode.PIPELINE_UNSUPPORTED,
        "Pipeline parallelism is not supported for " + DISPLAY_NAMES.getOrDefault(id, id),
        ImmutableMap.of(),
        "the model card of %s rules pipeline sharding out".formatted(id),
        card.supportsTensor() ? "Ask for tensor sharding." : "Choose another model.");
  }

  static PlacementRefusal notDivisible(ModelCard card, List<NodeSet> candidates) {
    String sizes =
        candidates.stream()
            .map(NodeSet::size)
            .distinct()
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return new PlacementRefusal(
        RefusalCode.TENSOR_NOT_DIVISIBLE,
        "No tensor sharding found for model with hidden_size %d candidate cycles"
            .formatted(card.hiddenSize()),
        ImmutableMap.of("hiddenSize", (long) card.hiddenSize()),
        "hidden size %d is not divisible by any of the sizes with enough memory: %s"
            .formatted(card.hiddenSize(), sizes),
        "Allow a number of nodes that divides %d, or ask for pipeline sharding."
            .formatted(card.hiddenSize()));
  }

  static PlacementRefusal noRdma(int candidates) {
    return new PlacementRefusal(
        RefusalCode.NO_RDMA,
        "Requested RDMA (MlxJaccl) but no RDMA-connected cycles available",
        ImmutableMap.of("candidates", (long) candidates),
        "none of %d candidates is a mesh of 2 to 8 nodes with an RDMA link for every ordered pair"
            .formatted(candidates),
        "Connect the nodes all to all by Thunderbolt with RDMA enabled, or ask for a ring"
            + " (MlxRing).");
  }
}
