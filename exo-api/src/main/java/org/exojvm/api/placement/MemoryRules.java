package org.exojvm.api.placement;

import java.math.BigInteger;
import java.util.Map;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementViolation.Rule;

/**
 * Whether every node can hold its share: of layers rounded down, as the reference does, of slices
 * rounded up.
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
      BigInteger needed = share(ranked.shards().get(rank));
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

  private static BigInteger share(ShardMetadata shard) {
    BigInteger storage = BigInteger.valueOf(shard.modelCard().storageSize().inBytes());
    if (shard instanceof TensorShardMetadata) {
      BigInteger ranks = BigInteger.valueOf(Math.max(1, shard.worldSize()));
      return storage.add(ranks).subtract(BigInteger.ONE).divide(ranks);
    }
    return storage
        .multiply(BigInteger.valueOf((long) shard.endLayer() - shard.startLayer()))
        .divide(BigInteger.valueOf(shard.modelCard().nLayers()));
  }
}
