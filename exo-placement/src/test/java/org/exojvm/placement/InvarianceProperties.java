package org.exojvm.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.api.placement.PlacementScore;
import org.exojvm.api.placement.PlacementStrategy;
import org.exojvm.api.placement.RefusalCode;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.api.topology.Topology;

/** Goal: changes that should make no difference make none, and those that help do not hurt. */
class InvarianceProperties {

  @Provide
  Arbitrary<PlacementStrategy> strategies() {
    return Arbitraries.of(new LargestCycleStrategy(), new SmallestCycleStrategy());
  }

  @Provide
  Arbitrary<PlacementRequest> requests() {
    return RequestArbitraries.requests(7);
  }

  @Property(tries = 300)
  void theOrderOfNodesLinksAndEntriesMakesNoDifference(
      @ForAll("requests") PlacementRequest request,
      @ForAll("strategies") PlacementStrategy strategy) {
    Topology reversed = Topology.empty();
    for (NodeId node : ImmutableList.copyOf(request.topology().nodes()).reverse()) {
      reversed = reversed.withNode(node);
    }
    for (Connection link : request.topology().connections().reverse()) {
      reversed = reversed.withEdge(link);
    }
    PlacementRequest turned =
        request
            .withTopology(reversed)
            .withFreeMemory(new TreeMap<>(request.freeMemory()).descendingMap());
    assertThat(strategy.place(turned)).isEqualTo(strategy.place(request));
  }

  @Property(tries = 300)
  void otherNamesGiveThePlacementOfTheSameRank(
      @ForAll("requests") PlacementRequest request,
      @ForAll("strategies") PlacementStrategy strategy) {
    int last = 'a' + request.topology().size() - 1;
    PlacementRequest renamed =
        renamed(
            request, node -> NodeId.of(Character.toString('a' + last - node.value().charAt(0))));
    PlacementResult result = strategy.place(renamed);
    switch (strategy.place(request)) {
      case Placed placed -> assertThat(rank(renamed, result)).isEqualTo(rank(request, placed));
      // Which of two equally good candidates is explained is a matter of names.
      case Unplaceable refused ->
          assertThat(((Unplaceable) result).proved()).isEqualTo(refused.proved());
    }
  }

  private static List<Object> rank(PlacementRequest request, PlacementResult result) {
    PlacementScore score = ((Placed) result).score();
    return List.of(
        score.cycle().nodes().size(),
        score.hasLeaf(),
        score.totalFreeMemory(),
        score.cycle().nodes().stream().filter(request.preferredNodes()::contains).count());
  }

  private static PlacementRequest renamed(PlacementRequest request, UnaryOperator<NodeId> name) {
    Topology topology = Topology.empty();
    for (NodeId node : request.topology().nodes()) {
      topology = topology.withNode(name.apply(node));
    }
    for (Connection link : request.topology().connections()) {
      topology =
          topology.withEdge(
              new Connection(name.apply(link.source()), name.apply(link.sink()), link.edge()));
    }
    Map<NodeId, Memory> free = new LinkedHashMap<>();
    request.freeMemory().forEach((node, memory) -> free.put(name.apply(node), memory));
    return request
        .withTopology(topology)
        .withFreeMemory(free)
        .withRequiredNodes(renamed(request.requiredNodes(), name))
        .withPreferredNodes(renamed(request.preferredNodes(), name))
        .withForbiddenNodes(renamed(request.forbiddenNodes(), name));
  }

  private static ImmutableSet<NodeId> renamed(
      ImmutableSet<NodeId> nodes, UnaryOperator<NodeId> name) {
    return nodes.stream().map(name).collect(ImmutableSet.toImmutableSet());
  }

  @Property(tries = 300)
  void moreMemoryRefusesNothingButForAReasonThatIsTold(
      @ForAll("requests") PlacementRequest request,
      @ForAll("strategies") PlacementStrategy strategy,
      @ForAll @IntRange(min = 0, max = 6) int node,
      @ForAll @IntRange(min = 1, max = 200) int bytes) {
    List<NodeId> known = request.freeMemory().keySet().stream().sorted().toList();
    Assume.that(!known.isEmpty());
    Map<NodeId, Memory> free = new LinkedHashMap<>(request.freeMemory());
    free.merge(known.get(node % known.size()), Memory.ofBytes(bytes), Memory::plus);
    checkNotWorse(strategy, request, request.withFreeMemory(free));
  }

  @Property(tries = 300)
  void anotherLinkRefusesNothingButForAReasonThatIsTold(
      @ForAll("requests") PlacementRequest request,
      @ForAll("strategies") PlacementStrategy strategy,
      @ForAll @IntRange(min = 0, max = 6) int source,
      @ForAll @IntRange(min = 0, max = 6) int sink,
      @ForAll boolean rdma) {
    List<NodeId> nodes = ImmutableList.copyOf(request.topology().nodes());
    Link link =
        rdma
            ? new Link.RdmaConnection("rdma_en9", "rdma_en8")
            : new Link.SocketConnection(Multiaddr.parse("/ip4/10.9.9.9/tcp/52415"));
    Topology topology =
        request
            .topology()
            .withEdge(
                new Connection(
                    nodes.get(source % nodes.size()), nodes.get(sink % nodes.size()), link));
    checkNotWorse(strategy, request, request.withTopology(topology));
  }

  private static void checkNotWorse(
      PlacementStrategy strategy, PlacementRequest before, PlacementRequest after) {
    if (strategy.place(before) instanceof Placed
        && strategy.place(after) instanceof Unplaceable(var refusal, var others, boolean proved)) {
      assertThat(Stream.concat(Stream.of(refusal), others.stream()))
          .anyMatch(InvarianceProperties::saysWhy);
    }
  }

  private static boolean saysWhy(PlacementRefusal refusal) {
    boolean rounding =
        refusal.code() == RefusalCode.NODE_MEMORY && refusal.detail().contains("whole");
    return rounding || refusal.detail().contains("a single node qualifies only where");
  }

  @Property(tries = 300)
  void aNodeWithoutLinksOrMemoryChangesNothing(
      @ForAll("requests") PlacementRequest request,
      @ForAll("strategies") PlacementStrategy strategy) {
    Map<NodeId, Memory> free = new LinkedHashMap<>(request.freeMemory());
    free.put(NodeId.of("0-new"), Memory.ZERO);
    PlacementRequest larger =
        request.withTopology(request.topology().withNode(NodeId.of("0-new"))).withFreeMemory(free);
    Assume.that(request.modelCard().storageSize().inBytes() > 0);
    if (strategy.place(request)
        instanceof Placed(var instance, var score, long n, boolean proved)) {
      assertThat(((Placed) strategy.place(larger)).instance()).isEqualTo(instance);
    }
  }

  @Property(tries = 300)
  void aPartOfTheClusterThatCannotHoldTheModelChangesNothing(
      @ForAll("requests") PlacementRequest request,
      @ForAll("strategies") PlacementStrategy strategy) {
    NodeId left = NodeId.of("0-left");
    NodeId right = NodeId.of("0-right");
    Link socket = new Link.SocketConnection(Multiaddr.parse("/ip4/10.9.9.9/tcp/52415"));
    Map<NodeId, Memory> free = new LinkedHashMap<>(request.freeMemory());
    free.put(left, Memory.ZERO);
    free.put(right, Memory.ZERO);
    PlacementRequest larger =
        request
            .withTopology(
                request
                    .topology()
                    .withEdge(new Connection(left, right, socket))
                    .withEdge(new Connection(right, left, socket)))
            .withFreeMemory(free);
    Assume.that(request.modelCard().storageSize().inBytes() > 0);
    if (strategy.place(request)
        instanceof Placed(var instance, var score, long n, boolean proved)) {
      assertThat(((Placed) strategy.place(larger)).instance()).isEqualTo(instance);
    }
  }
}
