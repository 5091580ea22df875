package org.exojvm.api.instance;

import org.exojvm.api.instance.ShardMetadata.CfgShardMetadata;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelWeights;

/** Memory that the weights of one shard take. */
public final class ShardWeights {

  private ShardWeights() {}

  /**
   * Returns the weights of a shard: by its layers for pipeline and CFG shards, rounded down as the
   * reference does; an equal part of the model, rounded up, for tensor shards. What is held beside
   * the weights (caches, activations) is not counted. Never negative, whatever the shard says.
   */
  public static Memory of(ShardMetadata shard) {
    Memory weights =
        switch (shard) {
          case PipelineShardMetadata _, CfgShardMetadata _ ->
              ModelWeights.ofLayers(shard.modelCard(), layers(shard));
          case TensorShardMetadata _ ->
              ModelWeights.ofSlice(shard.modelCard(), Math.max(1, shard.worldSize()));
        };
    return weights.compareTo(Memory.ZERO) < 0 ? Memory.ZERO : weights;
  }

  /** Shards come from outside: as many layers as the model has at most. */
  private static int layers(ShardMetadata shard) {
    long layers = (long) shard.endLayer() - shard.startLayer();
    return Math.clamp(layers, 0, shard.modelCard().nLayers());
  }
}
