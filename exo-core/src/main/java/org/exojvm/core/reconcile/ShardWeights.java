package org.exojvm.core.reconcile;

import com.google.common.math.BigIntegerMath;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.CfgShardMetadata;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.model.Memory;

/** Memory that the weights of one shard take. */
public final class ShardWeights {

  private ShardWeights() {}

  /**
   * Returns the weights of a shard: by its layers for pipeline and CFG shards, rounded down as the
   * reference does; an equal part of the model, rounded up, for tensor shards. What is held beside
   * the weights (caches, activations) is not counted.
   */
  public static Memory of(ShardMetadata shard) {
    return switch (shard) {
      case PipelineShardMetadata pipeline -> byLayers(pipeline);
      case CfgShardMetadata cfg -> byLayers(cfg);
      case TensorShardMetadata tensor ->
          part(tensor, 1, Math.max(1, tensor.worldSize()), RoundingMode.CEILING);
    };
  }

  private static Memory byLayers(ShardMetadata shard) {
    int layers = Math.max(0, shard.endLayer() - shard.startLayer());
    return part(shard, layers, Math.max(1, shard.nLayers()), RoundingMode.FLOOR);
  }

  // Sizes come from outside and may be anything; 64 bits would overflow silently.
  private static Memory part(ShardMetadata shard, long numerator, long of, RoundingMode rounding) {
    BigInteger whole = BigInteger.valueOf(shard.modelCard().storageSize().inBytes());
    BigInteger share =
        BigIntegerMath.divide(
            whole.multiply(BigInteger.valueOf(numerator)), BigInteger.valueOf(of), rounding);
    if (share.signum() < 0) {
      return Memory.ZERO;
    }
    return Memory.ofBytes(share.bitLength() < Long.SIZE ? share.longValue() : Long.MAX_VALUE);
  }
}
