package org.exojvm.placement;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.NodeCycle;
import org.exojvm.api.topology.Topology;

/**
 * The oracle: every simple cycle in every rotation and direction, sorted, and the first one that
 * can be assembled. Only for a handful of nodes.
 *
 * @param request what is to be placed
 * @param largestFirst whether most nodes come first, or fewest
 * @param tightest whether least memory comes first whatever the leaves, or leaves and most memory
 */
record BruteForce(PlacementRequest request, boolean largestFirst, boolean tightest) {

  BruteForce(PlacementRequest request, boolean largestFirst) {
    this(request, largestFirst, false);
  }

  /** A rank order with what it is sorted by, computed once. */
  private record Ranked(
      List<NodeId> order, boolean noLeaf, long free, long preferred, String ids, String text) {}

  private Ranked ranked(List<NodeId> order) {
    return new Ranked(
        order,
        !tightest && order.stream().noneMatch(request.topology()::isLeaf),
        tightest ? -free(order) : free(order),
        order.stream().filter(request.preferredNodes()::contains).count(),
        order.stream().sorted().toList().toString(),
        order.toString());
  }

  /** The rank orders that qualify, in the order of the strategy. */
  private List<List<NodeId>> candidates(List<List<NodeId>> cycles) {
    Comparator<Ranked> bySize = Comparator.comparingInt(candidate -> candidate.order().size());
    return cycles.stream()
        .map(this::ranked)
        .sorted(
            (largestFirst ? bySize.reversed() : bySize)
                .thenComparing(Ranked::noLeaf)
                .thenComparing(Ranked::free, Comparator.reverseOrder())
                .thenComparing(Ranked::preferred, Comparator.reverseOrder())
                .thenComparing(Ranked::ids)
                .thenComparing(Ranked::text))
        .map(Ranked::order)
        .toList();
  }

  Optional<NodeCycle> place() {
    List<List<NodeId>> cycles = new ArrayList<>();
    extend(new ArrayList<>(), cycles);
    return candidates(qualifying(cycles)).stream()
        .map(order -> new NodeCycle(ImmutableList.copyOf(order)))
        .filter(
            ranks ->
                InstanceAssembly.of(request, ranks) instanceof Assembly.Built<Instance>(var built)
                    && PlacementValidator.violations(request, built).isEmpty())
        .findFirst();
  }

  /** The kind of refusal before any candidate is assembled, if there is one. */
  Optional<RefusalCode> early() {
    List<List<NodeId>> cycles = new ArrayList<>();
    extend(new ArrayList<>(), cycles);
    List<List<NodeId>> roomy = roomy(cycles);
    if (roomy.isEmpty()) {
      return Optional.of(RefusalCode.INSUFFICIENT_MEMORY);
    }
    return qualifying(cycles).isEmpty() ? Optional.of(RefusalCode.NO_RDMA) : Optional.empty();
  }

  private void extend(List<NodeId> path, List<List<NodeId>> cycles) {
    Topology topology = request.topology();
    if (!path.isEmpty() && (path.size() == 1 || linked(path.getLast(), path.getFirst()))) {
      cycles.add(List.copyOf(path));
    }
    for (NodeId next : topology.nodes()) {
      if (!path.contains(next) && (path.isEmpty() || linked(path.getLast(), next))) {
        path.add(next);
        extend(path, cycles);
        path.removeLast();
      }
    }
  }

  private boolean linked(NodeId source, NodeId sink) {
    return !request.topology().links(source, sink).isEmpty();
  }

  private List<List<NodeId>> roomy(List<List<NodeId>> cycles) {
    int max = request.maxNodes() == null ? Integer.MAX_VALUE : request.maxNodes();
    return cycles.stream()
        .filter(c -> c.size() >= request.minNodes() && c.size() <= max)
        .filter(c -> ImmutableSet.copyOf(c).containsAll(request.requiredNodes()))
        .filter(c -> c.stream().noneMatch(request.forbiddenNodes()::contains))
        .filter(c -> request.freeMemory().keySet().containsAll(c))
        .filter(c -> free(c) >= request.modelCard().storageSize().inBytes())
        .toList();
  }

  private List<List<NodeId>> qualifying(List<List<NodeId>> cycles) {
    List<List<NodeId>> split =
        roomy(cycles).stream()
            .filter(
                c ->
                    request.sharding() == Sharding.PIPELINE
                        || request.modelCard().hiddenSize() % c.size() == 0)
            .toList();
    if (request.instanceMeta() == InstanceMeta.MLX_RING
        || split.stream().allMatch(c -> c.size() == 1)) {
      return split;
    }
    return split.stream().filter(c -> c.size() >= 2 && c.size() <= 8 && allRdma(c)).toList();
  }

  private boolean allRdma(List<NodeId> nodes) {
    return nodes.stream()
        .allMatch(
            a ->
                nodes.stream()
                    .allMatch(
                        b ->
                            a.equals(b)
                                || request.topology().links(a, b).stream()
                                    .anyMatch(Link.RdmaConnection.class::isInstance)));
  }

  private long free(List<NodeId> nodes) {
    Map<NodeId, Memory> free = request.freeMemory();
    return nodes.stream().mapToLong(n -> free.getOrDefault(n, Memory.ZERO).inBytes()).sum();
  }
}
