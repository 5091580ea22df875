package org.exojvm.examples.conformance;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.Link;
import org.exojvm.placement.LayerAllocation;
import org.exojvm.placement.LayerAllocation.Allocated;

/**
 * Looks for any valid placement by trying every rank order of every cycle, written from the rules
 * and apart from the search and the assembly. For the handful of nodes of a vector only.
 *
 * @param request what is to be placed
 */
record PlacementOracle(PlacementRequest request) {

  /** Largest cluster on which every rank order is tried. */
  static final int MAX_NODES = 8;

  /** Returns a rank order that can host the model, if there is one. */
  Optional<List<NodeId>> anyValid() {
    if (request.topology().size() > MAX_NODES) {
      throw new IllegalStateException(
          "A refusal on %d nodes is not verified; %d is the limit. Maybe split the vector."
              .formatted(request.topology().size(), MAX_NODES));
    }
    List<List<NodeId>> cycles = new ArrayList<>();
    extend(new ArrayList<>(), cycles);
    List<List<NodeId>> candidates = cycles.stream().filter(this::qualifies).toList();
    boolean onlySingles = candidates.stream().allMatch(cycle -> cycle.size() == 1);
    return candidates.stream()
        .filter(
            cycle ->
                (isRing() || onlySingles)
                    ? neighboursReachEachOther(cycle)
                    : cycle.size() > 1 && isMesh(cycle))
        .filter(this::everyNodeHoldsItsShare)
        .findFirst();
  }

  private boolean isRing() {
    return request.instanceMeta() == InstanceMeta.MLX_RING;
  }

  private void extend(List<NodeId> path, List<List<NodeId>> cycles) {
    if (path.size() == 1 || (path.size() > 1 && linked(path.getLast(), path.getFirst()))) {
      cycles.add(List.copyOf(path));
    }
    for (NodeId next : request.topology().nodes()) {
      if (!path.contains(next) && (path.isEmpty() || linked(path.getLast(), next))) {
        path.add(next);
        extend(path, cycles);
        path.removeLast();
      }
    }
  }

  private boolean qualifies(List<NodeId> cycle) {
    ModelCard card = request.modelCard();
    return cycle.size() >= request.minNodes()
        && ImmutableSet.copyOf(cycle).containsAll(request.requiredNodes())
        && request.freeMemory().keySet().containsAll(cycle)
        && cycle.stream().mapToLong(this::free).sum() >= card.storageSize().inBytes()
        && (request.sharding() == Sharding.TENSOR
            ? card.supportsTensor() && card.hiddenSize() % cycle.size() == 0
            : card.supportsPipeline());
  }

  private boolean neighboursReachEachOther(List<NodeId> ranks) {
    for (int rank = 0; rank < ranks.size() && ranks.size() > 1; rank++) {
      NodeId here = ranks.get(rank);
      NodeId next = ranks.get((rank + 1) % ranks.size());
      if (!socket(here, next) || !socket(next, here)) {
        return false;
      }
    }
    return true;
  }

  private boolean isMesh(List<NodeId> ranks) {
    Predicate<NodeId> hasAllLinks =
        node ->
            ranks.stream()
                .filter(other -> !other.equals(node))
                .allMatch(other -> any(node, other, Link.RdmaConnection.class));
    NodeId coordinator = ranks.getFirst();
    return ranks.size() <= 8
        && ranks.stream().allMatch(hasAllLinks)
        && ranks.stream().skip(1).allMatch(node -> socket(node, coordinator));
  }

  private boolean everyNodeHoldsItsShare(List<NodeId> ranks) {
    long storage = request.modelCard().storageSize().inBytes();
    if (request.sharding() == Sharding.TENSOR) {
      long slice = Math.ceilDiv(storage, (long) ranks.size());
      return ranks.stream().allMatch(node -> free(node) >= slice);
    }
    List<Integer> layers = layersByRank(ranks);
    for (int rank = 0; rank < layers.size(); rank++) {
      long share = storage * layers.get(rank) / request.modelCard().nLayers();
      if (share > free(ranks.get(rank))) {
        return false;
      }
    }
    return !layers.isEmpty();
  }

  /**
   * Returns the number of layers of each rank; with two guidance groups the second one mirrors the
   * first. Empty when the layers cannot be shared out.
   */
  ImmutableList<Integer> layersByRank(List<NodeId> ranks) {
    int size = ranks.size();
    int layers = request.modelCard().nLayers();
    if (request.sharding() == Sharding.TENSOR) {
      return ImmutableList.copyOf(Collections.nCopies(size, layers));
    }
    boolean mirrored = request.modelCard().usesCfg() && size % 2 == 0;
    long[] memory =
        ranks.stream().limit(mirrored ? size / 2 : size).mapToLong(this::free).toArray();
    if (LayerAllocation.totalBytes(memory) == 0
        || !(LayerAllocation.byLargestRemainder(layers, LayerAllocation.memoryFractions(memory))
            instanceof Allocated(var shares))) {
      return ImmutableList.of();
    }
    return mirrored
        ? ImmutableList.<Integer>builder().addAll(shares).addAll(shares.reverse()).build()
        : shares;
  }

  private long free(NodeId node) {
    return request.freeMemory().getOrDefault(node, Memory.ZERO).inBytes();
  }

  private boolean linked(NodeId source, NodeId sink) {
    return !request.topology().links(source, sink).isEmpty();
  }

  private boolean socket(NodeId source, NodeId sink) {
    return any(source, sink, Link.SocketConnection.class);
  }

  private boolean any(NodeId source, NodeId sink, Class<? extends Link> kind) {
    return request.topology().links(source, sink).stream().anyMatch(kind::isInstance);
  }
}
