package org.exojvm.placement.internal;

import com.google.common.math.LongMath;
import java.util.Arrays;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.placement.LayerAllocation;
import org.exojvm.placement.NodeShare;
import org.exojvm.placement.ShardAssembly;

/** Whether nodes can hold their shares, without building the shards. */
final class ShareCheck {

  private ShareCheck() {}

  /**
   * Returns the least memory a node needs to take part in an instance of this size, bytes.
   *
   * @param size number of nodes
   */
  static long leastFree(PlacementRequest request, int size) {
    if (request.sharding() == Sharding.TENSOR) {
      return NodeShare.ofSlice(request, size).inBytes();
    }
    // Where all the layers are one, rounding down may leave a layer without a byte.
    return NodeShare.ofLayers(request, size == 1 ? request.modelCard().nLayers() : 1).inBytes();
  }

  /**
   * Returns the least memory that the nodes of an instance of this size need together, bytes. Two
   * guidance groups hold the model each; rounding down saves less than a byte a node.
   */
  static long leastTotal(PlacementRequest request, int size) {
    long demand = request.demand().inBytes();
    return ShardAssembly.splitsGuidance(request, size)
        ? Math.max(demand, LongMath.saturatedAdd(demand, demand) - size)
        : demand;
  }

  /** Returns whether every node holds its share in this rank order. */
  static boolean fits(PlacementRequest request, long... freeByRank) {
    if (request.sharding() == Sharding.TENSOR) {
      long slice = leastFree(request, freeByRank.length);
      return Arrays.stream(freeByRank).allMatch(free -> free >= slice);
    }
    boolean twoGroups = ShardAssembly.splitsGuidance(request, freeByRank.length);
    int stages = twoGroups ? freeByRank.length / 2 : freeByRank.length;
    long[] first = Arrays.copyOf(freeByRank, stages);
    if (LayerAllocation.totalBytes(first) == 0
        || !(LayerAllocation.byLargestRemainder(
                request.modelCard().nLayers(), LayerAllocation.memoryFractions(first))
            instanceof LayerAllocation.Allocated(var layers))) {
      return false;
    }
    for (int rank = 0; rank < freeByRank.length; rank++) {
      int stage = rank < stages ? rank : freeByRank.length - 1 - rank;
      if (NodeShare.ofLayers(request, layers.get(stage)).inBytes() > freeByRank[rank]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns whether every node surely holds its share whatever the rank order: a node never gets
   * more than the whole part of its quota and one layer. False means that it may depend.
   */
  static boolean fitsInAnyOrder(PlacementRequest request, long... free) {
    if (request.sharding() == Sharding.TENSOR) {
      return fits(request, free);
    }
    int layers = request.modelCard().nLayers();
    boolean twoGroups = ShardAssembly.splitsGuidance(request, free.length);
    int stages = twoGroups ? free.length / 2 : free.length;
    long[] sorted = free.clone();
    Arrays.sort(sorted);
    if (stages > layers || sorted[0] == 0) {
      return false;
    }
    // In a group of its own a node has the smallest company when all others have least.
    long company = LayerAllocation.totalBytes(Arrays.copyOf(sorted, stages - 1));
    long total = LayerAllocation.totalBytes(sorted);
    for (long own : sorted) {
      double quota = (double) own / (twoGroups ? (double) own + company : (double) total) * layers;
      int most = (int) Math.min(layers, Math.floor(quota + 1e-9) + 1);
      if (NodeShare.ofLayers(request, most).inBytes() > (twoGroups ? sorted[0] : own)) {
        return false;
      }
    }
    return true;
  }
}
