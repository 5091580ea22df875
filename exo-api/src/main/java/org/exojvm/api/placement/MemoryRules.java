package org.exojvm.api.placement;

import java.math.BigInteger;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementViolation.Rule;

/**
 * Whether every node can hold its share of weights and cache: weights of layers rounded down, as
 * the reference does, all else rounded up.
 */
final class MemoryRules {

  private MemoryRules() {}

  static void check(PlacementRequest request, RankedNodes ranked, Violations found) {
    Map<NodeId, Memory> free = request.freeMemory();
    for (int rank = 0; rank < ranked.worldSize(); rank++) {
      NodeId node = ranked.nodes().get(rank);
      Memory offered = free.get(node);
      if (offered == null) {
        found.unless(false, Rule.MEMORY, "node %s has not reported memory", node);
        continue;
      }
      BigInteger needed = share(request.cache(), ranked.shards().get(rank));
      BigInteger available = BigInteger.valueOf(offered.inBytes()).max(BigInteger.ZERO);
      found.unless(
          needed.compareTo(available) <= 0,
          Rule.MEMORY,
          "node %s needs %d bytes for its share and has %d free",
          node,
          needed,
          available);
    }
  }

  private static BigInteger share(CacheDemand cache, ShardMetadata shard) {
    BigInteger storage = BigInteger.valueOf(shard.modelCard().storageSize().inBytes());
    BigInteger cached = BigInteger.valueOf(cache.total().inBytes());
    if (shard instanceof TensorShardMetadata) {
      int ranks = Math.max(1, shard.worldSize());
      return ceiling(storage, ranks).add(ceiling(cached, Math.min(ranks, cache.tensorParts())));
    }
    BigInteger layers = BigInteger.valueOf((long) shard.endLayer() - shard.startLayer());
    int allLayers = shard.modelCard().nLayers();
    return storage
        .multiply(layers)
        .divide(BigInteger.valueOf(allLayers))
        .add(ceiling(cached.multiply(layers), allLayers));
  }

  private static BigInteger ceiling(BigInteger amount, long parts) {
    BigInteger divisor = BigInteger.valueOf(parts);
    return amount.add(divisor).subtract(BigInteger.ONE).divide(divisor);
  }
}
