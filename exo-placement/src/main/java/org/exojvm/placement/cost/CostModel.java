package org.exojvm.placement.cost;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.exojvm.api.hardware.ChipSpeed;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.CfgShardMetadata;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.instance.ShardWeights;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.CacheDemand;
import org.exojvm.api.placement.CostEstimate;
import org.exojvm.api.placement.PlacementRequest;

/**
 * Estimates the time per token and the throughput of a placement. The formulas are those of
 * docs/placement.md; what is not known is assumed and listed in the estimate.
 */
public final class CostModel {

  /** Bytes of one number of an activation, half precision. */
  static final int BYTES_PER_ACTIVATION = 2;

  /** Sums over all ranks per layer of a dense decoder: after attention and after the MLP. */
  static final int SUMS_PER_LAYER = 2;

  /** Multiplication and addition for every active weight. */
  private static final int FLOPS_PER_WEIGHT = 2;

  private final PlacementRequest request;
  private final GroupLinks links;
  private final double activeShare;
  private final int concurrency;
  private final double activationBytes;

  /** Creates the model for a request; keeps no other state. */
  public CostModel(PlacementRequest request) {
    this.request = request;
    this.links = new GroupLinks(request);
    Double share = request.activeShare();
    this.activeShare = share == null ? 1 : share;
    this.concurrency = Math.max(1, request.cache().concurrency());
    this.activationBytes = (double) BYTES_PER_ACTIVATION * request.modelCard().hiddenSize();
  }

  /**
   * Returns the estimate.
   *
   * @param ranks the nodes in rank order
   * @param shards their shards
   */
  public CostEstimate estimate(ImmutableList<NodeId> ranks, ShardAssignments shards) {
    ImmutableList<ShardMetadata> byRank = shards.runnerToShard().values().asList();
    ImmutableList.Builder<RankWork> work = ImmutableList.builder();
    for (int rank = 0; rank < ranks.size(); rank++) {
      work.add(work(ranks.get(rank), byRank.get(rank)));
    }
    return switch (byRank.getFirst()) {
      case TensorShardMetadata _ -> sliced(ranks, work.build());
      case PipelineShardMetadata _ -> staged(ranks, work.build(), 1);
      case CfgShardMetadata cfg -> staged(ranks, work.build(), cfg.cfgWorldSize());
    };
  }

  private RankWork work(NodeId node, ShardMetadata shard) {
    ChipSpeed speed =
        request
            .hardware()
            .knownSpeed(node, request.nodeIdentities().get(node))
            .orElse(request.hardware().unknownChip());
    double weights = ShardWeights.of(shard).inBytes();
    return new RankWork(
        weights,
        cacheBytesPerRequest(shard),
        FLOPS_PER_WEIGHT * activeShare * weights / WeightFormat.bytesPerWeight(shard.modelCard()),
        activeShare,
        speed.memoryBytesPerSecond() * request.hardware().bandwidthEfficiency(),
        speed);
  }

  private double cacheBytesPerRequest(ShardMetadata shard) {
    CacheDemand cache = request.cache();
    Memory held =
        shard instanceof TensorShardMetadata
            ? cache.ofSlice(shard.worldSize())
            : cache.ofLayers(shard.endLayer() - shard.startLayer(), shard.modelCard().nLayers());
    return (double) held.inBytes() / concurrency;
  }

  /** All ranks work on every layer together. */
  private CostEstimate sliced(ImmutableList<NodeId> ranks, List<RankWork> work) {
    RankTimes one = slowest(work, 1);
    double sums = sumsPerToken(ranks, 1);
    double all = slowest(work, concurrency).seconds() + sumsPerToken(ranks, concurrency);
    return new CostEstimate(
        one.seconds() + sums,
        concurrency / all,
        one.memorySeconds(),
        one.computeSeconds(),
        0,
        sums,
        0,
        Assumptions.of(request, ranks));
  }

  private double sumsPerToken(ImmutableList<NodeId> ranks, double batch) {
    return (double) SUMS_PER_LAYER
        * request.modelCard().nLayers()
        * links.sumUp(ranks, activationBytes * batch);
  }

  private static RankTimes slowest(List<RankWork> work, double batch) {
    RankTimes slowest = new RankTimes(0, 0);
    for (RankWork rank : work) {
      RankTimes times = rank.step(batch);
      if (times.seconds() > slowest.seconds()) {
        slowest = times;
      }
    }
    return slowest;
  }

  /**
   * The ranks work one after the other, in one pipeline or in several of equal length side by side.
   */
  private CostEstimate staged(ImmutableList<NodeId> ranks, List<RankWork> work, int pipelines) {
    int stages = ranks.size() / pipelines;
    double batches = Math.min(stages, concurrency);
    double batch = concurrency / batches;
    Lap slowest = Lap.NONE;
    double perSecond = Double.POSITIVE_INFINITY;
    for (int first = 0; first < ranks.size(); first += stages) {
      Lap single = lap(ranks, work.subList(first, first + stages), first, 1);
      Lap many = lap(ranks, work.subList(first, first + stages), first, batch);
      slowest = single.seconds() > slowest.seconds() ? single : slowest;
      double period = Math.max(many.seconds(), batches * many.longestStage());
      perSecond = Math.min(perSecond, concurrency / period);
    }
    return new CostEstimate(
        slowest.seconds(),
        perSecond,
        slowest.memorySeconds(),
        slowest.computeSeconds(),
        slowest.linkSeconds(),
        0,
        ranks.size() == 1 ? 0 : stages,
        Assumptions.of(request, ranks));
  }

  private Lap lap(ImmutableList<NodeId> ranks, List<RankWork> stages, int first, double batch) {
    double[] handOver = links.handOver(ranks, activationBytes * batch);
    Lap lap = Lap.NONE;
    for (int stage = 0; stage < stages.size(); stage++) {
      lap = lap.with(stages.get(stage).step(batch), handOver[first + stage]);
    }
    return lap;
  }

  /** One way of a batch through all stages of a pipeline, back to the first. */
  private record Lap(
      double memorySeconds, double computeSeconds, double linkSeconds, double longestStage) {

    static final Lap NONE = new Lap(0, 0, 0, 0);

    Lap with(RankTimes times, double handOverSeconds) {
      return new Lap(
          memorySeconds + times.memorySeconds(),
          computeSeconds + times.computeSeconds(),
          linkSeconds + handOverSeconds,
          Math.max(longestStage, times.seconds() + handOverSeconds));
    }

    double seconds() {
      return memorySeconds + computeSeconds + linkSeconds;
    }
  }
}
