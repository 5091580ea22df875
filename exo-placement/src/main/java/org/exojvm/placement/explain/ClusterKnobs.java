package org.exojvm.placement.explain;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.collect.Streams;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.placement.explain.Knob.Kind;
import org.exojvm.placement.explain.Relaxation.NodeFrees;
import org.exojvm.placement.explain.Relaxation.NodeJoins;
import org.exojvm.placement.explain.Relaxation.NodeReports;
import org.exojvm.placement.explain.Relaxation.NodeReturns;
import org.exojvm.placement.explain.Relaxation.PairLinked;

/**
 * What could change in the cluster: nodes that come back, report, are linked, free memory or join.
 */
record ClusterKnobs(PlacementRequest request, RememberedCluster remembered) {

  /** Amounts of memory are offered from this part of the model on; less is lost in rounding. */
  private static final int SMALLEST_PART = 4096;

  /** An address for a node that does not exist yet (TEST-NET-1 of RFC 5737). */
  private static final Link NEW_SOCKET =
      new SocketConnection(Multiaddr.parse("/ip4/192.0.2.1/tcp/52415"));

  private static final Link NEW_RDMA = new RdmaConnection("rdma_new", "rdma_new");

  List<Knob> all() {
    return Stream.of(returning(), reporting(), linking(), freeing(), List.of(joining()))
        .flatMap(Collection::stream)
        .toList();
  }

  private List<Knob> returning() {
    Set<NodeId> gone =
        Sets.difference(
            ImmutableSet.copyOf(remembered.topology().nodes()),
            ImmutableSet.copyOf(request.topology().nodes()));
    ImmutableList<Connection> links = remembered.topology().connections();
    return gone.stream()
        .filter(remembered.freeMemory()::containsKey)
        .sorted(roomiestFirst(remembered.freeMemory()))
        .limit(Knobs.MAX_NODES_TRIED)
        .map(node -> Knob.of(Kind.NODE_RETURNS, returning(node, links)))
        .toList();
  }

  private Relaxation returning(NodeId node, ImmutableList<Connection> links) {
    return new NodeReturns(
        node,
        remembered.freeMemory().getOrDefault(node, Memory.ZERO),
        links.stream()
            .filter(link -> link.source().equals(node) || link.sink().equals(node))
            .collect(ImmutableList.toImmutableList()));
  }

  private List<Knob> reporting() {
    return ImmutableSet.copyOf(request.topology().nodes()).stream()
        .filter(node -> !request.freeMemory().containsKey(node))
        .filter(node -> !request.forbiddenNodes().contains(node))
        .sorted()
        .limit(Knobs.MAX_NODES_TRIED)
        .map(
            node -> {
              Memory most = remembered.freeMemory().getOrDefault(node, capacity(node));
              return memory(Kind.NODE_REPORTS, most, free -> new NodeReports(node, free));
            })
        .toList();
  }

  private List<Knob> freeing() {
    return UsableNodes.of(request).byMemory().stream()
        .limit(Knobs.MAX_NODES_TRIED)
        .map(
            node -> {
              Memory free = UsableNodes.free(request, node);
              return memory(
                  Kind.NODE_FREES,
                  capacity(node).minus(free),
                  more -> new NodeFrees(node, more, free));
            })
        .toList();
  }

  /** Pairs of the roomiest nodes that are not linked as the back end needs it. */
  private List<Knob> linking() {
    List<NodeId> nodes =
        UsableNodes.of(request).byMemory().stream().limit(Knobs.MAX_NODES_TRIED).toList();
    List<Knob> knobs = new ArrayList<>();
    for (int second = 1; second < nodes.size(); second++) {
      for (NodeId first : nodes.subList(0, second)) {
        NodeId other = nodes.get(second);
        if (!UsableNodes.areWired(request, first, other) && knobs.size() < Knobs.MAX_PAIRS_TRIED) {
          knobs.add(
              Knob.of(Kind.PAIR_LINKED, new PairLinked(first, other, newLinks(first, other))));
        }
      }
    }
    return knobs;
  }

  private Knob joining() {
    NodeId node = newNode();
    ImmutableList<Connection> links =
        Streams.stream(request.topology().nodes())
            .flatMap(other -> newLinks(node, other).stream())
            .collect(ImmutableList.toImmutableList());
    return memory(Kind.NODE_JOINS, request.demand(), free -> new NodeJoins(node, free, links));
  }

  private ImmutableList<Connection> newLinks(NodeId one, NodeId other) {
    ImmutableList<Connection> sockets =
        ImmutableList.of(
            new Connection(one, other, NEW_SOCKET), new Connection(other, one, NEW_SOCKET));
    return request.instanceMeta() == InstanceMeta.MLX_RING
        ? sockets
        : ImmutableList.<Connection>builder()
            .addAll(sockets)
            .add(new Connection(one, other, NEW_RDMA), new Connection(other, one, NEW_RDMA))
            .build();
  }

  private NodeId newNode() {
    String name = "new-node";
    while (request.topology().contains(NodeId.of(name))) {
      name += "-";
    }
    return NodeId.of(name);
  }

  /** Returns how much a node can have free: what is built in, or as much as the model needs. */
  private Memory capacity(NodeId node) {
    Memory builtIn = remembered.totalMemory().get(node);
    return builtIn == null ? UsableNodes.free(request, node).plus(request.demand()) : builtIn;
  }

  private Knob memory(Kind kind, Memory most, Function<Memory, Relaxation> setting) {
    long least = request.demand().inBytes() / SMALLEST_PART;
    return new Knob(
        kind,
        most.inBytes() <= 0
            ? ImmutableList.of()
            : Amounts.roundUpTo(Math.min(least, most.inBytes() - 1), most.inBytes()).stream()
                .map(Memory::ofBytes)
                .map(setting)
                .collect(ImmutableList.toImmutableList()));
  }

  private static Comparator<NodeId> roomiestFirst(Map<NodeId, Memory> free) {
    return Comparator.comparing(
            (NodeId node) -> free.getOrDefault(node, Memory.ZERO), Comparator.reverseOrder())
        .thenComparing(Comparator.naturalOrder());
  }
}
