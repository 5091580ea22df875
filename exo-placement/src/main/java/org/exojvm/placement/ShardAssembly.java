package org.exojvm.placement;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.CfgShardMetadata;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;

/**
 * Splits a model over nodes in a given rank order and checks that every node can hold its share.
 *
 * <ul>
 *   <li>Pipeline: consecutive layers, in proportion to free memory.
 *   <li>Pipeline of a model with classifier-free guidance on an even number of nodes: two pipelines
 *       of half the length, the second one in reverse rank order, so that the ring passes the
 *       latents on where the pipelines meet. Both hold the same layers; they are shared out by the
 *       memory of the first half.
 *   <li>Tensor: every rank holds an equal slice of every layer.
 * </ul>
 */
public final class ShardAssembly {

  private ShardAssembly() {}

  /**
   * Returns whether the model is split into two guidance pipelines on this many nodes.
   *
   * @param request what is to be placed
   * @param worldSize number of nodes
   */
  public static boolean splitsGuidance(PlacementRequest request, int worldSize) {
    return request.sharding() == Sharding.PIPELINE
        && request.modelCard().usesCfg()
        && worldSize >= 2
        && worldSize % 2 == 0;
  }

  /**
   * Returns which runner holds what, or which node cannot hold its share.
   *
   * @param request what is to be placed, with the free memory of the nodes
   * @param ranks the nodes in rank order, at least one
   */
  public static Assembly<ShardAssignments> of(
      PlacementRequest request, ImmutableList<NodeId> ranks) {
    return switch (request.sharding()) {
      case TENSOR -> tensor(request, ranks);
      case PIPELINE ->
          splitsGuidance(request, ranks.size())
              ? guidance(request, ranks)
              : pipeline(request, ranks);
    };
  }

  private static Assembly<ShardAssignments> tensor(
      PlacementRequest request, ImmutableList<NodeId> ranks) {
    ModelCard card = request.modelCard();
    int layers = card.nLayers();
    Memory slice = NodeShare.ofSlice(request, ranks.size());
    for (int rank = 0; rank < ranks.size(); rank++) {
      Memory free = free(request, ranks.get(rank));
      if (slice.compareTo(free) > 0) {
        return refused(PlacementRefusals.nodeMemory(rank, ranks.get(rank), layers, slice, free));
      }
    }
    int worldSize = ranks.size();
    return assign(
        request,
        ranks,
        rank -> new TensorShardMetadata(card, rank, worldSize, false, null, 0, layers, layers));
  }

  private static Assembly<ShardAssignments> pipeline(
      PlacementRequest request, ImmutableList<NodeId> ranks) {
    ModelCard card = request.modelCard();
    int worldSize = ranks.size();
    return stages(request, ranks)
        .then(
            stages ->
                assign(
                    request,
                    ranks,
                    rank ->
                        new PipelineShardMetadata(
                            card,
                            rank,
                            worldSize,
                            false,
                            null,
                            stages.start(rank),
                            stages.end(rank),
                            card.nLayers())));
  }

  private static Assembly<ShardAssignments> guidance(
      PlacementRequest request, ImmutableList<NodeId> ranks) {
    int length = ranks.size() / 2;
    return stages(request, ranks.subList(0, length))
        .then(stages -> secondGroup(request, ranks, stages))
        .then(
            stages ->
                assign(request, ranks, rank -> guidanceShard(request.modelCard(), stages, rank)));
  }

  private static Assembly<Stages> secondGroup(
      PlacementRequest request, ImmutableList<NodeId> ranks, Stages stages) {
    for (int rank = ranks.size() / 2; rank < ranks.size(); rank++) {
      int layers = stages.layers().get(ranks.size() - 1 - rank);
      Memory required = NodeShare.ofLayers(request, layers);
      Memory free = free(request, ranks.get(rank));
      if (required.compareTo(free) > 0) {
        return refused(PlacementRefusals.nodeMemory(rank, ranks.get(rank), layers, required, free));
      }
    }
    return new Assembly.Built<>(stages);
  }

  private static ShardMetadata guidanceShard(ModelCard card, Stages stages, int rank) {
    int length = stages.layers().size();
    int group = rank < length ? 0 : 1;
    int stage = group == 0 ? rank : 2 * length - 1 - rank;
    return new CfgShardMetadata(
        card,
        rank,
        2 * length,
        false,
        null,
        stages.start(stage),
        stages.end(stage),
        card.nLayers(),
        group,
        2,
        stage,
        length);
  }

  /** Shares the layers over the nodes by their memory and checks each node's share. */
  private static Assembly<Stages> stages(PlacementRequest request, ImmutableList<NodeId> nodes) {
    ModelCard card = request.modelCard();
    long[] free = nodes.stream().mapToLong(node -> free(request, node).inBytes()).toArray();
    if (LayerAllocation.totalBytes(free) == 0) {
      return refused(PlacementRefusals.noMemory(nodes));
    }
    return switch (LayerAllocation.byLargestRemainder(
        card.nLayers(), LayerAllocation.memoryFractions(free))) {
      case LayerAllocation.NotAllocatable obstacle ->
          refused(PlacementRefusals.layers(obstacle, card, nodes.size()));
      case LayerAllocation.Allocated(ImmutableList<Integer> layers) ->
          checked(request, nodes, new Stages(layers));
    };
  }

  private static Assembly<Stages> checked(
      PlacementRequest request, ImmutableList<NodeId> nodes, Stages stages) {
    for (int rank = 0; rank < nodes.size(); rank++) {
      int layers = stages.layers().get(rank);
      Memory required = NodeShare.ofLayers(request, layers);
      Memory free = free(request, nodes.get(rank));
      if (required.compareTo(free) > 0) {
        return refused(PlacementRefusals.nodeMemory(rank, nodes.get(rank), layers, required, free));
      }
    }
    return new Assembly.Built<>(stages);
  }

  private static Assembly<ShardAssignments> assign(
      PlacementRequest request, ImmutableList<NodeId> ranks, IntFunction<ShardMetadata> shard) {
    ImmutableMap.Builder<RunnerId, ShardMetadata> runnerToShard = ImmutableMap.builder();
    ImmutableMap.Builder<NodeId, RunnerId> nodeToRunner = ImmutableMap.builder();
    IntStream.range(0, ranks.size())
        .forEach(
            rank -> {
              RunnerId runner = request.ids().runnerId(rank);
              runnerToShard.put(runner, shard.apply(rank));
              nodeToRunner.put(ranks.get(rank), runner);
            });
    return new Assembly.Built<>(
        new ShardAssignments(
            request.modelCard().modelId(),
            runnerToShard.buildOrThrow(),
            nodeToRunner.buildOrThrow()));
  }

  /** A node that has reported no memory offers none, nor does one that has promised too much. */
  private static Memory free(PlacementRequest request, NodeId node) {
    Memory free = request.freeMemory().getOrDefault(node, Memory.ZERO);
    return free.inBytes() < 0 ? Memory.ZERO : free;
  }

  private static <T> Assembly<T> refused(PlacementRefusal refusal) {
    return new Assembly.Refused<>(refusal);
  }

  /** Number of layers of each stage of a pipeline. */
  private record Stages(ImmutableList<Integer> layers) {

    int start(int stage) {
      return layers.subList(0, stage).stream().mapToInt(Integer::intValue).sum();
    }

    int end(int stage) {
      return start(stage) + layers.get(stage);
    }
  }
}
