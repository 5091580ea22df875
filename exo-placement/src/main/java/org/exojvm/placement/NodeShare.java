package org.exojvm.placement;

import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelWeights;
import org.exojvm.api.placement.PlacementRequest;

/** How much memory the share of one node takes: its weights, and its part of the cache. */
public final class NodeShare {

  private NodeShare() {}

  /**
   * Returns the memory of consecutive layers.
   *
   * @param request what is to be placed
   * @param layers number of layers held, 0..nLayers
   */
  public static Memory ofLayers(PlacementRequest request, int layers) {
    return ModelWeights.ofLayers(request.modelCard(), layers)
        .plus(request.cache().ofLayers(layers, request.modelCard().nLayers()));
  }

  /**
   * Returns the memory of one slice of every layer.
   *
   * @param request what is to be placed
   * @param worldSize number of slices, at least 1
   */
  public static Memory ofSlice(PlacementRequest request, int worldSize) {
    return ModelWeights.ofSlice(request.modelCard(), worldSize)
        .plus(request.cache().ofSlice(worldSize));
  }
}
