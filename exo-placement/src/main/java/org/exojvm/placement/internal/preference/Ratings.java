package org.exojvm.placement.internal.preference;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.math.LongMath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.Link;
import org.exojvm.placement.Assembly;
import org.exojvm.placement.JacclMesh;
import org.exojvm.placement.ShardAssembly;
import org.exojvm.placement.cost.CostModel;

/** Rates rank orders: whether one can host the model, and how fast it would be. */
final class Ratings {

  private final PlacementRequest request;
  private final CostModel model;
  private final int minNodes;
  private final int maxNodes;
  private long left;
  private long rated;

  /**
   * @param minNodes least number of nodes, at least 1
   * @param limit most ranks to look at, over all orders
   */
  Ratings(PlacementRequest request, int minNodes, long limit) {
    this.request = request;
    this.model = new CostModel(request);
    this.minNodes = minNodes;
    Integer most = request.maxNodes();
    this.maxNodes = Math.min(most == null ? Integer.MAX_VALUE : most, sizeLimit(request));
    this.left = limit;
  }

  private static int sizeLimit(PlacementRequest request) {
    if (request.instanceMeta() == InstanceMeta.MLX_JACCL) {
      return JacclMesh.MAX_NODES;
    }
    int layers = request.modelCard().nLayers();
    return request.sharding() == Sharding.TENSOR
        ? Integer.MAX_VALUE
        : (int) Math.min(Integer.MAX_VALUE, request.modelCard().usesCfg() ? 2L * layers : layers);
  }

  int minNodes() {
    return minNodes;
  }

  int maxNodes() {
    return maxNodes;
  }

  boolean isMesh() {
    return request.instanceMeta() == InstanceMeta.MLX_JACCL;
  }

  /** Returns whether further orders will be looked at. */
  boolean goOn() {
    return left > 0;
  }

  /** Returns how many orders have been rated. */
  long count() {
    return rated;
  }

  /**
   * Rates an order of distinct usable nodes; nothing when it cannot host the model. A mesh whose
   * rank 0 is not reached by all starts with the first node that is.
   */
  Optional<Rated> rate(ImmutableList<NodeId> given) {
    if (left <= 0) {
      return Optional.empty();
    }
    left -= given.size();
    if (!isAllowed(given)) {
      return Optional.empty();
    }
    ImmutableList<NodeId> ranks = isMesh() ? coordinated(given) : given;
    if (ranks.isEmpty()) {
      return Optional.empty();
    }
    rated++;
    return ShardAssembly.of(request, ranks)
            instanceof Assembly.Built<ShardAssignments>(ShardAssignments shards)
        ? Optional.of(
            new Rated(
                ranks,
                model.estimate(ranks, shards),
                (int) ranks.stream().filter(request.preferredNodes()::contains).count(),
                freeBytes(ranks)))
        : Optional.empty();
  }

  private boolean isAllowed(ImmutableList<NodeId> ranks) {
    int size = ranks.size();
    return size >= minNodes
        && size <= maxNodes
        && (request.sharding() == Sharding.PIPELINE || request.modelCard().hiddenSize() % size == 0)
        && freeBytes(ranks) >= request.demand().inBytes()
        && new HashSet<>(ranks).containsAll(request.requiredNodes())
        && isWired(ranks);
  }

  private long freeBytes(List<NodeId> nodes) {
    long total = 0;
    for (NodeId node : nodes) {
      long free = request.freeMemory().getOrDefault(node, Memory.ZERO).inBytes();
      total = LongMath.saturatedAdd(total, Math.max(0, free));
    }
    return total;
  }

  private boolean isWired(ImmutableList<NodeId> ranks) {
    int size = ranks.size();
    for (int rank = 1; rank < size; rank++) {
      for (int earlier = isMesh() ? 0 : rank - 1; earlier < rank; earlier++) {
        if (!areWired(ranks.get(earlier), ranks.get(rank))) {
          return false;
        }
      }
    }
    return isMesh() || size <= 2 || areWired(ranks.getLast(), ranks.getFirst());
  }

  /** Returns the ranks with one first that all others reach, or none. */
  private ImmutableList<NodeId> coordinated(ImmutableList<NodeId> ranks) {
    for (NodeId first : ranks) {
      if (allReach(ranks, first)) {
        return ImmutableList.<NodeId>builder()
            .add(first)
            .addAll(Iterables.filter(ranks, node -> !node.equals(first)))
            .build();
      }
    }
    return ImmutableList.of();
  }

  /** Ranks of a mesh exchange addresses over rank 0. */
  private boolean allReach(ImmutableList<NodeId> ranks, NodeId coordinator) {
    return ranks.stream()
        .allMatch(
            node ->
                node.equals(coordinator)
                    || isLinked(node, coordinator, Link.SocketConnection.class));
  }

  /** Returns whether two nodes can be neighbours in the instance. */
  boolean areWired(NodeId a, NodeId b) {
    Class<? extends Link> kind = isMesh() ? Link.RdmaConnection.class : Link.SocketConnection.class;
    return isLinked(a, b, kind) && isLinked(b, a, kind);
  }

  private boolean isLinked(NodeId source, NodeId sink, Class<? extends Link> kind) {
    return request.topology().links(source, sink).stream().anyMatch(kind::isInstance);
  }
}
