package org.exojvm.api.placement;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.model.ModelTask;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.api.topology.Topology;

/**
 * Requests for tests of strategies, on small clusters of nodes named a, b, c... whose memory is
 * counted in single bytes: any links, nodes without a report, wishes that cannot be met.
 */
public final class PlacementRequests {

  private static final int MAX_NODES = 6;

  private PlacementRequests() {}

  /**
   * Returns a pipeline over a ring on nodes that all reach each other by socket and RDMA.
   *
   * @param nodes number of nodes
   * @param freeBytes memory of each
   * @param modelBytes weights of the model, of 12 layers
   */
  public static PlacementRequest onNodes(int nodes, long freeBytes, long modelBytes) {
    int[] links = new int[nodes * nodes];
    Arrays.fill(links, 3);
    return request(
        Collections.nCopies(nodes, freeBytes), Ints.asList(links), card(modelBytes, 12, 12, false));
  }

  /** Returns requests of every kind on 1 to 6 nodes. */
  public static Arbitrary<PlacementRequest> any() {
    return Arbitraries.integers()
        .between(1, MAX_NODES)
        .flatMap(
            size ->
                Combinators.combine(
                        Arbitraries.longs().between(-2, 40).list().ofSize(size),
                        links(size),
                        cards(size))
                    .as(PlacementRequests::request))
        .flatMap(PlacementRequests::wishes);
  }

  private static Arbitrary<List<Integer>> links(int size) {
    return Arbitraries.of(0, 3, 7, 10)
        .flatMap(
            density ->
                Arbitraries.integers()
                    .between(0, 39)
                    .map(roll -> roll / 4 < density ? Math.max(1, roll % 4) : 0)
                    .list()
                    .ofSize(size * size));
  }

  private static Arbitrary<ModelCard> cards(int size) {
    return Combinators.combine(
            Arbitraries.longs().between(0, 30L * size),
            Arbitraries.integers().between(1, 2 * size),
            Arbitraries.of(12, 7, 60),
            Arbitraries.of(false, false, true))
        .as(PlacementRequests::card);
  }

  private static Arbitrary<PlacementRequest> wishes(PlacementRequest request) {
    Arbitrary<ImmutableSet<NodeId>> nodes =
        Arbitraries.integers()
            .between(0, request.topology().size())
            .map(PlacementRequests::node)
            .set()
            .ofMaxSize(2)
            .map(ImmutableSet::copyOf);
    return Combinators.combine(
            Arbitraries.of(Sharding.class),
            Arbitraries.of(InstanceMeta.class),
            Arbitraries.integers().between(-1, 4),
            Arbitraries.integers().between(1, 5).injectNull(0.6),
            nodes,
            nodes,
            Combinators.combine(nodes, caches()).as(Map::entry))
        .as(
            (sharding, meta, min, max, required, preferred, forbiddenAndCache) ->
                request
                    .withSharding(sharding)
                    .withInstanceMeta(meta)
                    .withMinNodes(min)
                    .withMaxNodes(max)
                    .withRequiredNodes(twoAsNone(required))
                    .withPreferredNodes(preferred)
                    .withForbiddenNodes(twoAsNone(forbiddenAndCache.getKey()))
                    .withCache(forbiddenAndCache.getValue()));
  }

  /** Two of the nodes drawn count as none, so that empty lists are common. */
  private static ImmutableSet<NodeId> twoAsNone(ImmutableSet<NodeId> nodes) {
    return nodes.size() == 2 ? ImmutableSet.of() : nodes;
  }

  /** None, known, and assumed; split by tensor sharding in up to four parts. */
  private static Arbitrary<CacheDemand> caches() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 20),
            Arbitraries.integers().between(1, 3),
            Arbitraries.longs().between(0, 3).injectNull(0.2),
            Arbitraries.integers().between(1, 4))
        .as(
            (tokens, requests, bytes, parts) ->
                new CacheDemand(tokens, requests, bytes, Memory.ofBytes(9), parts))
        .injectNull(0.5)
        .map(demand -> demand == null ? CacheDemand.NONE : demand);
  }

  private static PlacementRequest request(List<Long> free, List<Integer> links, ModelCard card) {
    Topology topology = Topology.empty();
    Map<NodeId, Memory> memory = new HashMap<>();
    for (int i = 0; i < free.size(); i++) {
      topology = topology.withNode(node(i));
      if (free.get(i) >= -1) {
        memory.put(node(i), Memory.ofBytes(free.get(i)));
      }
    }
    for (int i = 0; i < links.size(); i++) {
      topology = linked(topology, i / free.size(), i % free.size(), links.get(i));
    }
    return PlacementRequest.of(
        card,
        topology,
        Map.copyOf(memory),
        new PlacementIds(InstanceId.of("instance-0"), "runner-", 50_000));
  }

  /** Bit 0 of the kind is a socket, bit 1 an RDMA link. A node does not link itself. */
  private static Topology linked(Topology topology, int source, int sink, int kind) {
    Topology linked = topology;
    if (source != sink && (kind & 1) != 0) {
      Multiaddr address = Multiaddr.parse("/ip4/10.0.0." + (sink + 1) + "/tcp/52415");
      linked = linked.withEdge(edge(source, sink, new SocketConnection(address)));
    }
    if (source != sink && (kind & 2) != 0) {
      linked =
          linked.withEdge(
              edge(source, sink, new RdmaConnection("rdma_en" + sink, "rdma_en" + source)));
    }
    return linked;
  }

  private static Connection edge(int source, int sink, Link link) {
    return new Connection(node(source), node(sink), link);
  }

  private static NodeId node(int index) {
    return NodeId.of(Character.toString('a' + index));
  }

  private static ModelCard card(long bytes, int layers, int hiddenSize, boolean usesCfg) {
    return new ModelCard(
        ModelId.of("org/model"),
        Memory.ofBytes(bytes),
        layers,
        hiddenSize,
        true,
        ImmutableList.of(ModelTask.TEXT_GENERATION),
        null,
        "",
        "",
        "",
        ImmutableList.of(),
        usesCfg,
        true);
  }
}
