package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.placement.JacclMesh;
import org.exojvm.placement.ShardAssembly;
import org.exojvm.placement.explain.Exclusion.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Rules that exclude a number of nodes without a search. Their sentences do not name the number, so
 * that sizes excluded by one rule can be told in one line.
 */
record SizeRules(UsableNodes usable) {

  /** Returns what excludes the size at once, or null. */
  @Nullable Exclusion exclusion(int size) {
    Exclusion byModel = byModel(size);
    return byModel == null ? byWishes(size) : byModel;
  }

  private @Nullable Exclusion byWishes(int size) {
    PlacementRequest request = usable.request();
    Integer max = request.maxNodes();
    if (size < request.minNodes()) {
      return certain(
          Kind.NODE_COUNT,
          "at least %d nodes are asked for".formatted(request.minNodes()),
          "minNodes",
          request.minNodes());
    }
    if (max != null && size > max) {
      return certain(
          Kind.NODE_COUNT, "at most %d nodes are asked for".formatted(max), "maxNodes", max);
    }
    if (size < request.requiredNodes().size()) {
      return certain(
          Kind.REQUIRED_NODES,
          "%d nodes are required".formatted(request.requiredNodes().size()),
          "requiredNodes",
          request.requiredNodes().size());
    }
    if (request.instanceMeta() == InstanceMeta.MLX_JACCL && size > JacclMesh.MAX_NODES) {
      return certain(
          Kind.RDMA,
          "JACCL connects at most %d nodes".formatted(JacclMesh.MAX_NODES),
          "maxNodes",
          JacclMesh.MAX_NODES);
    }
    return size <= usable.size()
        ? new SizeMemory(usable).exclusion(size)
        : certain(
            Kind.TOO_FEW_NODES,
            "only %d of %d nodes may take part".formatted(usable.size(), request.topology().size()),
            "usableNodes",
            usable.size());
  }

  private @Nullable Exclusion byModel(int size) {
    PlacementRequest request = usable.request();
    ModelCard card = request.modelCard();
    boolean tensor = request.sharding() == Sharding.TENSOR;
    if (tensor ? !card.supportsTensor() : !card.supportsPipeline()) {
      return Exclusion.certain(
          Kind.SHARDING,
          "the model does not support %s sharding".formatted(request.sharding().wireName()),
          ImmutableMap.of());
    }
    if (tensor) {
      return card.hiddenSize() % size == 0
          ? null
          : certain(
              Kind.SHARDING,
              "the number of nodes does not divide the hidden size %d".formatted(card.hiddenSize()),
              "hiddenSize",
              card.hiddenSize());
    }
    int stages = ShardAssembly.splitsGuidance(request, size) ? size / 2 : size;
    return stages <= card.nLayers()
        ? null
        : certain(
            Kind.TOO_FEW_LAYERS,
            "the model has %d layers, and every stage needs one".formatted(card.nLayers()),
            "layers",
            card.nLayers());
  }

  private static Exclusion certain(Kind kind, String sentence, String number, int value) {
    return Exclusion.certain(kind, sentence, ImmutableMap.of(number, (long) value));
  }
}
