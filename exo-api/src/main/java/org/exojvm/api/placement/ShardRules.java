package org.exojvm.api.placement;

import java.util.List;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.CfgShardMetadata;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementViolation.Rule;

/** What the shards of a model look like. */
final class ShardRules {

  private ShardRules() {}

  static void check(PlacementRequest request, RankedNodes ranked, Violations found) {
    ModelCard card = request.modelCard();
    found.unless(
        ranked.instance().shardAssignments().modelId().equals(card.modelId()),
        Rule.MODEL,
        "instance is of %s instead of %s",
        ranked.instance().shardAssignments().modelId().value(),
        card.modelId().value());
    for (ShardMetadata shard : ranked.shards()) {
      found.unless(
          shard.modelCard().equals(card) && shard.nLayers() == card.nLayers(),
          Rule.MODEL,
          "rank %d holds another model card or %d instead of %d layers",
          shard.deviceRank(),
          shard.nLayers(),
          card.nLayers());
      found.unless(
          shard.worldSize() == ranked.worldSize(),
          Rule.RANKS,
          "rank %d believes in a world size of %d instead of %d",
          shard.deviceRank(),
          shard.worldSize(),
          ranked.worldSize());
    }
    if (ranked.isConsistent()) {
      checkKind(request, ranked, found);
    }
  }

  private static void checkKind(PlacementRequest request, RankedNodes ranked, Violations found) {
    ModelCard card = request.modelCard();
    if (request.sharding() == Sharding.TENSOR) {
      checkTensor(card, ranked, found);
      return;
    }
    found.unless(
        card.supportsPipeline(),
        Rule.SHARDING,
        "%s does not support pipeline sharding",
        card.modelId().value());
    if (card.usesCfg() && ranked.worldSize() % 2 == 0) {
      checkGuidance(ranked, found);
    } else {
      for (ShardMetadata shard : ranked.shards()) {
        found.unless(
            shard instanceof PipelineShardMetadata,
            Rule.SHARDING,
            "rank %d does not hold a pipeline shard",
            shard.deviceRank());
      }
      checkConsecutive(ranked.shards(), card.nLayers(), found);
    }
  }

  private static void checkTensor(ModelCard card, RankedNodes ranked, Violations found) {
    found.unless(
        card.supportsTensor(),
        Rule.SHARDING,
        "%s does not support tensor sharding",
        card.modelId().value());
    found.unless(
        card.hiddenSize() % ranked.worldSize() == 0,
        Rule.SHARDING,
        "hidden size %d is not divisible by %d nodes",
        card.hiddenSize(),
        ranked.worldSize());
    for (ShardMetadata shard : ranked.shards()) {
      found.unless(
          shard instanceof TensorShardMetadata,
          Rule.SHARDING,
          "rank %d does not hold a tensor shard",
          shard.deviceRank());
      found.unless(
          shard.startLayer() == 0 && shard.endLayer() == card.nLayers(),
          Rule.LAYERS,
          "rank %d holds layers %d..%d of %d",
          shard.deviceRank(),
          shard.startLayer(),
          shard.endLayer(),
          card.nLayers());
    }
  }

  private static void checkGuidance(RankedNodes ranked, Violations found) {
    int length = ranked.worldSize() / 2;
    checkConsecutive(
        ranked.shards().subList(0, length), ranked.shards().getFirst().nLayers(), found);
    for (ShardMetadata shard : ranked.shards()) {
      int rank = shard.deviceRank();
      int stage = Math.min(rank, 2 * length - 1 - rank);
      ShardMetadata twin = ranked.shards().get(stage);
      found.unless(
          shard instanceof CfgShardMetadata cfg
              && cfg.cfgWorldSize() == 2
              && cfg.cfgRank() == rank / length
              && cfg.pipelineWorldSize() == length
              && cfg.pipelineRank() == stage,
          Rule.SHARDING,
          "rank %d is not stage %d of %d of guidance group %d of 2",
          rank,
          stage,
          length,
          rank / length);
      found.unless(
          shard.startLayer() == twin.startLayer() && shard.endLayer() == twin.endLayer(),
          Rule.LAYERS,
          "rank %d holds layers %d..%d, its twin %d..%d",
          rank,
          shard.startLayer(),
          shard.endLayer(),
          twin.startLayer(),
          twin.endLayer());
    }
  }

  private static void checkConsecutive(
      List<ShardMetadata> stages, int totalLayers, Violations found) {
    int next = 0;
    for (ShardMetadata stage : stages) {
      found.unless(
          stage.startLayer() == next && stage.endLayer() > next,
          Rule.LAYERS,
          "rank %d holds layers %d..%d where %d is next",
          stage.deviceRank(),
          stage.startLayer(),
          stage.endLayer(),
          next);
      next = stage.endLayer();
    }
    found.unless(
        next == totalLayers, Rule.LAYERS, "layers end at %d instead of %d", next, totalLayers);
  }
}
