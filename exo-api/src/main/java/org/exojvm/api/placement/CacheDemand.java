package org.exojvm.api.placement;

import org.exojvm.api.check.Checks;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.CfgShardMetadata;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.model.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Memory that an instance needs beside its weights: the key/value cache of its requests.
 *
 * <p>Source of the size: each token keeps its keys and values in every layer that attends to the
 * whole context, so {@code bytesPerToken = values per token and layer * layers * bytes per value}.
 *
 * @param contextTokens tokens of context that each request may use
 * @param concurrency requests at a time
 * @param bytesPerToken bytes per token over all layers; null when not known
 * @param assumed the whole cache when {@code bytesPerToken} is not known
 * @param tensorParts into how many parts tensor sharding can split the cache: the number of
 *     key/value heads; 1 where every rank keeps all of it, as with latent attention
 */
public record CacheDemand(
    int contextTokens,
    int concurrency,
    @Nullable Long bytesPerToken,
    Memory assumed,
    int tensorParts) {

  /** No cache at all: only the weights count. */
  public static final CacheDemand NONE = new CacheDemand(0, 0, 0L, Memory.ZERO, 1);

  /** Checks that nothing is negative. */
  public CacheDemand {
    Checks.inRange(contextTokens >= 0, "CacheDemand.contextTokens", contextTokens, "at least 0");
    Checks.inRange(concurrency >= 0, "CacheDemand.concurrency", concurrency, "at least 0");
    Checks.inRange(
        bytesPerToken == null || bytesPerToken >= 0,
        "CacheDemand.bytesPerToken",
        bytesPerToken,
        "at least 0, or null");
    Checks.inRange(
        assumed.inBytes() >= 0, "CacheDemand.assumed", assumed.inBytes(), "at least 0 bytes");
    Checks.inRange(tensorParts >= 1, "CacheDemand.tensorParts", tensorParts, "at least 1");
  }

  /** Returns whether the size follows from facts about the model, not from a rule of thumb. */
  public boolean isKnown() {
    return bytesPerToken != null;
  }

  /** Returns the cache of the whole model; held at the limit of 64 bits. */
  public Memory total() {
    if (bytesPerToken == null) {
      return assumed;
    }
    long tokens = (long) contextTokens * concurrency;
    boolean overflow = Math.multiplyHigh(bytesPerToken, tokens) != 0;
    long bytes = bytesPerToken * tokens;
    return Memory.ofBytes(overflow || bytes < 0 ? Long.MAX_VALUE : bytes);
  }

  /**
   * Returns the cache of some layers, rounded up.
   *
   * @param layers number of layers held, 0..nLayers
   * @param nLayers layers of the whole model, at least 1
   */
  public Memory ofLayers(int layers, int nLayers) {
    // Split so that total * layers is never formed: it may exceed 64 bits.
    long total = total().inBytes();
    long rest = total % nLayers;
    return Memory.ofBytes(total / nLayers * layers + Math.ceilDiv(rest * layers, (long) nLayers));
  }

  /**
   * Returns the cache of one slice of every layer, rounded up.
   *
   * @param worldSize number of slices, at least 1
   */
  public Memory ofSlice(int worldSize) {
    return Memory.ofBytes(Math.ceilDiv(total().inBytes(), (long) Math.min(worldSize, tensorParts)));
  }

  /**
   * Returns the cache of one shard: by its layers for pipeline and CFG shards, a slice of every
   * layer for tensor shards. Never negative, whatever the shard says.
   */
  public Memory ofShard(ShardMetadata shard) {
    return switch (shard) {
      case PipelineShardMetadata _, CfgShardMetadata _ -> {
        // Shards come from outside: as many layers as the model has at most.
        long layers = (long) shard.endLayer() - shard.startLayer();
        int nLayers = shard.modelCard().nLayers();
        yield ofLayers(Math.clamp(layers, 0, nLayers), nLayers);
      }
      case TensorShardMetadata _ -> ofSlice(Math.max(1, shard.worldSize()));
    };
  }

  /** Returns this demand for another length of context. */
  public CacheDemand withContextTokens(int tokens) {
    return new CacheDemand(tokens, concurrency, bytesPerToken, assumed, tensorParts);
  }

  /** Returns this demand for another number of requests at a time. */
  public CacheDemand withConcurrency(int requests) {
    return new CacheDemand(contextTokens, requests, bytesPerToken, assumed, tensorParts);
  }
}
