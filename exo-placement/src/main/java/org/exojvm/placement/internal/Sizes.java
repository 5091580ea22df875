package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import java.util.stream.IntStream;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.placement.JacclMesh;
import org.exojvm.placement.ShardAssembly;

/** Numbers of nodes that a request allows. */
final class Sizes {

  private Sizes() {}

  /** Returns the least number of nodes; RDMA never raises it (D10). */
  static int minNodes(PlacementRequest request) {
    return Math.max(1, request.minNodes());
  }

  static int maxNodes(PlacementRequest request) {
    Integer maxNodes = request.maxNodes();
    return maxNodes == null ? Integer.MAX_VALUE : maxNodes;
  }

  /** Returns the most nodes that an instance of the model may have, links and memory left aside. */
  static int largest(PlacementRequest request) {
    return Math.min(maxNodes(request), mostNodes(request));
  }

  /**
   * Returns the sizes at which a model can be split at all, in the order they are to be tried.
   *
   * @param largest most nodes that any instance on this cluster can have
   */
  static ImmutableList<Integer> toTry(ClusterGraph graph, CandidateOrder order, int largest) {
    PlacementRequest request = graph.request();
    int min = Math.max(minNodes(request), request.requiredNodes().size());
    int max = Math.min(largest(request), largest);
    ImmutableList<Integer> ascending =
        IntStream.rangeClosed(min, max)
            .filter(size -> divides(request, size))
            .boxed()
            .collect(ImmutableList.toImmutableList());
    return order == CandidateOrder.LARGEST_FIRST ? ascending.reverse() : ascending;
  }

  private static int mostNodes(PlacementRequest request) {
    if (request.instanceMeta() == InstanceMeta.MLX_JACCL) {
      return JacclMesh.MAX_NODES;
    }
    if (request.sharding() == Sharding.TENSOR) {
      return request.modelCard().hiddenSize();
    }
    // Two guidance groups hold every layer twice.
    int layers = request.modelCard().nLayers();
    return request.modelCard().usesCfg() ? (int) Math.min(2L * layers, Integer.MAX_VALUE) : layers;
  }

  /** Tensors are cut into equal parts; every stage of a pipeline holds a layer. */
  private static boolean divides(PlacementRequest request, int size) {
    if (request.sharding() == Sharding.TENSOR) {
      return request.modelCard().hiddenSize() % size == 0;
    }
    boolean twoGroups = ShardAssembly.splitsGuidance(request, size);
    return (twoGroups ? size / 2 : size) <= request.modelCard().nLayers();
  }
}
