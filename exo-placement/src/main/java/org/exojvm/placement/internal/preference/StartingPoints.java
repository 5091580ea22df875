package org.exojvm.placement.internal.preference;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;

/**
 * Where an improvement starts: requests for exact sizes, on all nodes and on the faster ones alone.
 */
final class StartingPoints {

  /** Sizes tried. Larger groups are reached by steps. */
  private static final ImmutableList<Integer> SIZES =
      ImmutableList.of(1, 2, 3, 4, 5, 6, 8, 12, 16, 24, 32);

  /** Up to this many nodes all sizes are tried; beyond it every search costs milliseconds. */
  private static final int SMALL_CLUSTER = 64;

  /** Sizes tried on larger clusters. */
  private static final ImmutableList<Integer> FEW_SIZES = ImmutableList.of(1, 2, 4, 8, 16);

  /** Speeds at which the slower nodes are left out: that of the fastest, and the next ones. */
  private static final int MAX_SPEEDS = 8;

  /** Likewise on larger clusters. */
  private static final int FEW_SPEEDS = 2;

  /** Nodes considered for being put in, fastest first; likewise by memory. */
  private static final int MAX_OUTSIDERS = 8;

  private StartingPoints() {}

  /** Returns the nodes that may take part, sorted. */
  static ImmutableList<NodeId> usable(PlacementRequest request) {
    ImmutableSortedSet.Builder<NodeId> usable = ImmutableSortedSet.naturalOrder();
    for (NodeId node : request.topology().nodes()) {
      if (request.freeMemory().containsKey(node) && !request.forbiddenNodes().contains(node)) {
        usable.add(node);
      }
    }
    return usable.build().asList();
  }

  /** Returns requests that lead to different cycles. */
  static ImmutableList<PlacementRequest> of(
      PlacementRequest request, Ratings ratings, ImmutableList<NodeId> usable) {
    ImmutableList.Builder<PlacementRequest> starts = ImmutableList.builder();
    List<ImmutableSet<NodeId>> leftOut = slowerNodes(request, usable);
    for (int size : usable.size() <= SMALL_CLUSTER ? SIZES : FEW_SIZES) {
      if (size >= ratings.minNodes() && size <= Math.min(ratings.maxNodes(), usable.size())) {
        PlacementRequest exact = request.withMinNodes(size).withMaxNodes(size);
        starts.add(exact);
        for (ImmutableSet<NodeId> slower : leftOut) {
          starts.add(
              exact.withForbiddenNodes(
                  ImmutableSet.<NodeId>builder()
                      .addAll(request.forbiddenNodes())
                      .addAll(slower)
                      .build()));
        }
      }
    }
    return starts.build();
  }

  /** Returns every pair of nodes of a small cluster, none of a larger one. */
  static ImmutableList<ImmutableList<NodeId>> pairs(ImmutableList<NodeId> usable) {
    ImmutableList.Builder<ImmutableList<NodeId>> pairs = ImmutableList.builder();
    for (int i = 0; i < usable.size() && usable.size() <= SMALL_CLUSTER; i++) {
      for (NodeId second : usable.subList(i + 1, usable.size())) {
        pairs.add(ImmutableList.of(usable.get(i), second));
      }
    }
    return pairs.build();
  }

  /** Returns the nodes below each of the highest speeds; required ones are never among them. */
  private static List<ImmutableSet<NodeId>> slowerNodes(
      PlacementRequest request, ImmutableList<NodeId> usable) {
    return usable.stream()
        .map(node -> speed(request, node))
        .distinct()
        .sorted(Comparator.reverseOrder())
        .limit(usable.size() <= SMALL_CLUSTER ? MAX_SPEEDS : FEW_SPEEDS)
        .map(
            least ->
                usable.stream()
                    .filter(node -> speed(request, node) < least)
                    .filter(node -> !request.requiredNodes().contains(node))
                    .collect(ImmutableSet.toImmutableSet()))
        .filter(slower -> !slower.isEmpty())
        .toList();
  }

  /** Returns the nodes worth putting in: the fastest and the roomiest. */
  static ImmutableList<NodeId> outsiders(PlacementRequest request, ImmutableList<NodeId> usable) {
    Set<NodeId> outsiders = new LinkedHashSet<>(request.requiredNodes());
    Comparator<NodeId> byMemory =
        Comparator.comparing((NodeId node) -> request.freeMemory().getOrDefault(node, Memory.ZERO))
            .reversed();
    Comparator<NodeId> bySpeed =
        Comparator.comparingDouble((NodeId node) -> speed(request, node)).reversed();
    usable.stream()
        .sorted(bySpeed.thenComparing(byMemory))
        .limit(MAX_OUTSIDERS)
        .forEach(outsiders::add);
    usable.stream()
        .sorted(byMemory.thenComparing(bySpeed))
        .limit(MAX_OUTSIDERS)
        .forEach(outsiders::add);
    return ImmutableList.copyOf(outsiders);
  }

  private static double speed(PlacementRequest request, NodeId node) {
    return request
        .hardware()
        .knownSpeed(node, request.nodeIdentities().get(node))
        .orElse(request.hardware().unknownChip())
        .memoryBytesPerSecond();
  }
}
