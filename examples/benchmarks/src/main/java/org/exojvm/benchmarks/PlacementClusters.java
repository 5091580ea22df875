package org.exojvm.benchmarks;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.model.ModelTask;
import org.exojvm.api.placement.PlacementIds;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.api.topology.Topology;

/** Clusters to place models on, all links both ways; everything is told by its number. */
final class PlacementClusters {

  /** Nodes of a rack. */
  static final int RACK = 8;

  private static final int KIMI_LAYERS = 61;
  private static final long KIMI_GIB = 658;

  /** An eighth of it fits on the smallest node. */
  private static final long RACK_GIB = 400;

  private static final int LAYERS_OF_LONG_RINGS = 80;
  private static final long[] MIXED_GIB = {64, 96, 128, 192, 256, 512};
  private static final long EQUAL_GIB = 192;

  private static final NodeId NEWCOMER = NodeId.of("newcomer");

  private final int nodes;
  private Topology topology = Topology.empty();

  private PlacementClusters(int nodes) {
    this.nodes = nodes;
    for (int node = 0; node < nodes; node++) {
      topology = topology.withNode(ClusterParts.node(node));
    }
  }

  /**
   * Returns a pipeline over a ring on a named cluster.
   *
   * @param name shape and size: {@code mesh-N}; {@code ring-N}; {@code near-N}, every node linked
   *     to the next four and those before; {@code far-N}, eight neighbours all over the cluster
   * @param memory {@code equal} or {@code mixed}
   */
  static PlacementRequest ring(String name, String memory) {
    int nodes = Integer.parseInt(name.substring(name.indexOf('-') + 1));
    PlacementClusters cluster = new PlacementClusters(nodes);
    switch (name.substring(0, name.indexOf('-'))) {
      case "mesh" -> cluster.mesh();
      case "ring" -> cluster.offsets(1);
      case "near" -> cluster.offsets(1, 2, 3, 4);
      case "far" -> cluster.offsets(1, 18, 93, 210);
      default -> throw new IllegalArgumentException("Unknown cluster " + name);
    }
    return cluster.request(
        KIMI_GIB, name.startsWith("ring") ? LAYERS_OF_LONG_RINGS : KIMI_LAYERS, memory);
  }

  /**
   * Returns tensors over an RDMA mesh of one rack. Within a rack every pair is linked by RDMA and
   * by socket, and every node by socket to its peers in the racks next to it.
   */
  static PlacementRequest racks(int racks, String memory) {
    PlacementClusters cluster = new PlacementClusters(racks * RACK);
    for (int node = 0; node < cluster.nodes; node++) {
      for (int other = node - node % RACK; other < node; other++) {
        cluster.rdma(node, other);
        cluster.rdma(other, node);
        cluster.sockets(node, other);
      }
      if (node >= RACK) {
        cluster.sockets(node, node - RACK);
      }
    }
    return cluster
        .request(RACK_GIB, KIMI_LAYERS, memory)
        .withInstanceMeta(InstanceMeta.MLX_JACCL)
        .withSharding(Sharding.TENSOR)
        .withMinNodes(RACK)
        .withMaxNodes(RACK);
  }

  /**
   * Returns the request on a topology that has just changed, so that nothing derived from it is
   * known yet: a node without memory and links has joined.
   */
  static PlacementRequest onNewTopology(PlacementRequest request) {
    return request.withTopology(request.topology().withNode(NEWCOMER));
  }

  private void mesh() {
    for (int node = 0; node < nodes; node++) {
      for (int other = 0; other < node; other++) {
        sockets(node, other);
      }
    }
  }

  private void offsets(int... offsets) {
    for (int offset : offsets) {
      for (int node = 0; node < nodes; node++) {
        sockets(node, (node + offset) % nodes);
      }
    }
  }

  private void sockets(int a, int b) {
    socket(a, b);
    socket(b, a);
  }

  private void socket(int source, int sink) {
    Multiaddr address = Multiaddr.parse("/ip4/" + ClusterParts.ip(sink) + "/tcp/52415");
    link(source, sink, new Link.SocketConnection(address));
  }

  private void rdma(int source, int sink) {
    link(source, sink, new Link.RdmaConnection("rdma_en" + sink % RACK, "rdma_en" + source % RACK));
  }

  private void link(int source, int sink, Link link) {
    topology =
        topology.withEdge(new Connection(ClusterParts.node(source), ClusterParts.node(sink), link));
  }

  private PlacementRequest request(long modelGib, int layers, String memory) {
    boolean mixed = memory.equals("mixed");
    Map<NodeId, Memory> free = new HashMap<>();
    long total = 0;
    for (int node = 0; node < nodes; node++) {
      long gib = mixed ? MIXED_GIB[node * 7 % 11 % MIXED_GIB.length] : EQUAL_GIB;
      total += gib;
      free.put(ClusterParts.node(node), Memory.ofGib(gib));
    }
    // The whole model where it fits, less where the cluster is small.
    long storage = Math.min(modelGib, total / 2);
    return PlacementRequest.of(
        card(storage, layers),
        topology,
        free,
        new PlacementIds(InstanceId.of("instance"), "runner-", 50_000));
  }

  private static ModelCard card(long gib, int layers) {
    return new ModelCard(
        ModelId.of("mlx-community/Kimi-K2-Thinking"),
        Memory.ofGib(gib),
        layers,
        7_168,
        true,
        ImmutableList.of(ModelTask.TEXT_GENERATION),
        null,
        "kimi",
        "4bit",
        "Kimi K2 Thinking",
        ImmutableList.of("text"),
        false,
        true);
  }
}
