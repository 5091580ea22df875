package org.exojvm.placement;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.model.ModelTask;
import org.exojvm.api.node.InterfaceType;
import org.exojvm.api.node.NetworkInterfaceInfo;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.placement.PlacementIds;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.api.topology.Topology;

/** Builds small clusters and requests on them; every test says only what it is about. */
final class Cluster {

  private final List<NodeId> nodes = new ArrayList<>();
  private final Map<NodeId, Memory> free = new HashMap<>();
  private final Map<NodeId, NodeNetworkInfo> network = new HashMap<>();
  private Topology topology = Topology.empty();

  static NodeId id(String name) {
    return NodeId.of(name);
  }

  static Memory gib(long amount) {
    return Memory.ofGib(amount);
  }

  static Cluster empty() {
    return new Cluster();
  }

  /** Nodes named a, b, c... with this much free memory each. */
  static Cluster of(long... freeGib) {
    Cluster cluster = new Cluster();
    for (int i = 0; i < freeGib.length; i++) {
      cluster.node(Character.toString('a' + i), Memory.ofGib(freeGib[i]));
    }
    return cluster;
  }

  Cluster node(String name, Memory memory) {
    silentNode(name);
    free.put(id(name), memory);
    return this;
  }

  /** A node that has not reported its memory. */
  Cluster silentNode(String name) {
    nodes.add(id(name));
    topology = topology.withNode(id(name));
    return this;
  }

  Cluster socket(String source, String sink) {
    return socket(source, sink, "10.0.0." + (sink.charAt(0) - 'a' + 1));
  }

  Cluster socket(String source, String sink, String ip) {
    return link(
        source, sink, new Link.SocketConnection(Multiaddr.parse("/ip4/" + ip + "/tcp/52415")));
  }

  Cluster rdma(String source, String sink) {
    return link(
        source, sink, new Link.RdmaConnection("rdma_" + source + sink, "rdma_" + sink + source));
  }

  Cluster link(String source, String sink, Link link) {
    topology = topology.withEdge(new Connection(id(source), id(sink), link));
    return this;
  }

  Cluster network(String node, String ip, InterfaceType type) {
    List<NetworkInterfaceInfo> all =
        new ArrayList<>(
            network.getOrDefault(id(node), new NodeNetworkInfo(ImmutableList.of())).interfaces());
    all.add(new NetworkInterfaceInfo("en" + all.size(), ip, type));
    network.put(id(node), new NodeNetworkInfo(ImmutableList.copyOf(all)));
    return this;
  }

  /** Sockets both ways between every pair. */
  Cluster meshed() {
    everyPair(this::socket);
    return this;
  }

  /** RDMA both ways between every pair. */
  Cluster rdmaMeshed() {
    everyPair(this::rdma);
    return this;
  }

  /**
   * Sockets both ways between neighbours in the order of the names, and from the last to the first.
   */
  Cluster ringed() {
    for (int i = 0; i < nodes.size(); i++) {
      String here = nodes.get(i).value();
      String next = nodes.get((i + 1) % nodes.size()).value();
      socket(here, next).socket(next, here);
    }
    return this;
  }

  private void everyPair(BiConsumer<String, String> connect) {
    for (NodeId source : nodes) {
      for (NodeId sink : nodes) {
        if (!source.equals(sink)) {
          connect.accept(source.value(), sink.value());
        }
      }
    }
  }

  Topology topology() {
    return topology;
  }

  /** A pipeline over a ring, of any number of nodes. */
  PlacementRequest request(ModelCard card) {
    return PlacementRequest.of(
            card,
            topology,
            Map.copyOf(free),
            new PlacementIds(InstanceId.of("instance-0"), "runner-", 50000))
        .withNodeNetwork(Map.copyOf(network));
  }

  static ModelCard card(long storageGib, int layers) {
    return card(Memory.ofGib(storageGib), layers);
  }

  static ModelCard card(Memory storage, int layers) {
    return new ModelCard(
        ModelId.of("org/model"),
        storage,
        layers,
        1024,
        true,
        ImmutableList.of(ModelTask.TEXT_GENERATION),
        null,
        "",
        "",
        "",
        ImmutableList.of(),
        false,
        true);
  }

  static ImmutableSet<NodeId> ids(String... names) {
    return ImmutableSet.copyOf(List.of(names).stream().map(Cluster::id).toList());
  }
}
