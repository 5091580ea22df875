package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.TopologyIndex;

/**
 * The nodes that may take part, numbered in the order of their ids, and who may be next to whom:
 * reachable both ways by socket for a ring, by RDMA for a mesh. Built once per request, in time
 * linear in nodes and pairs of peers.
 */
final class ClusterGraph {

  private final PlacementRequest request;
  private final ImmutableList<NodeId> nodes;
  private final long[] freeBytes;
  private final boolean[] required;
  private final boolean[] preferred;
  private final boolean[] leaves;
  private final int[][] wired;

  private ClusterGraph(PlacementRequest request, ImmutableList<NodeId> nodes) {
    this.request = request;
    this.nodes = nodes;
    int size = nodes.size();
    this.freeBytes = new long[size];
    this.required = new boolean[size];
    this.preferred = new boolean[size];
    this.leaves = new boolean[size];
    for (int i = 0; i < size; i++) {
      NodeId node = nodes.get(i);
      freeBytes[i] = free(request, node);
      required[i] = request.requiredNodes().contains(node);
      preferred[i] = request.preferredNodes().contains(node);
      leaves[i] = request.topology().isLeaf(node);
    }
    this.wired = readPeers();
  }

  /** Reads the topology; nodes that are forbidden or have not reported memory are left out. */
  static ClusterGraph of(PlacementRequest request) {
    List<NodeId> usable = new ArrayList<>();
    for (NodeId node : request.topology().index().nodes()) {
      if (request.freeMemory().containsKey(node) && !request.forbiddenNodes().contains(node)) {
        usable.add(node);
      }
    }
    return new ClusterGraph(request, ImmutableList.copyOf(usable));
  }

  /** Returns the memory a node offers: none when it has promised too much. */
  static long free(PlacementRequest request, NodeId node) {
    return Math.max(0, request.freeMemory().getOrDefault(node, Memory.ZERO).inBytes());
  }

  /** Keeps of the peers in the topology those that may take part, under the numbers used here. */
  private int[][] readPeers() {
    TopologyIndex index = request.topology().index();
    boolean mesh = isMesh();
    int[] numbers = new int[index.nodes().size()];
    int[] inTopology = new int[nodes.size()];
    Arrays.fill(numbers, -1);
    for (int i = 0; i < nodes.size(); i++) {
      inTopology[i] = index.number(nodes.get(i));
      numbers[inTopology[i]] = i;
    }
    int[][] peers = new int[nodes.size()][];
    for (int i = 0; i < peers.length; i++) {
      ImmutableIntArray all =
          mesh ? index.rdmaPeers(inTopology[i]) : index.socketPeers(inTopology[i]);
      peers[i] = renumbered(all, numbers);
    }
    return peers;
  }

  private static int[] renumbered(ImmutableIntArray all, int[] numbers) {
    int[] kept = new int[all.length()];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      int number = numbers[all.get(i)];
      if (number >= 0) {
        kept[count++] = number;
      }
    }
    return count == kept.length ? kept : Arrays.copyOf(kept, count);
  }

  PlacementRequest request() {
    return request;
  }

  boolean isMesh() {
    return request.instanceMeta() == InstanceMeta.MLX_JACCL;
  }

  int size() {
    return nodes.size();
  }

  Set<NodeId> allNodes() {
    return ImmutableSet.copyOf(nodes);
  }

  NodeId node(int number) {
    return nodes.get(number);
  }

  /** Returns the number of a node that is part of this graph. */
  int number(NodeId node) {
    return Collections.binarySearch(nodes, node);
  }

  ImmutableList<NodeId> nodes(int... order) {
    ImmutableList.Builder<NodeId> ids = ImmutableList.builderWithExpectedSize(order.length);
    for (int number : order) {
      ids.add(nodes.get(number));
    }
    return ids.build();
  }

  long free(int node) {
    return freeBytes[node];
  }

  boolean isRequired(int node) {
    return required[node];
  }

  boolean isPreferred(int node) {
    return preferred[node];
  }

  boolean isLeaf(int node) {
    return leaves[node];
  }

  /** Returns the nodes that may be next to a node, in ascending order. */
  int[] wired(int node) {
    return wired[node];
  }

  /** Returns whether every required node may take part at all. */
  boolean hasAllRequired() {
    return request.requiredNodes().stream().allMatch(node -> number(node) >= 0);
  }

  boolean includesRequired(int... members) {
    int found = 0;
    for (int member : members) {
      found += required[member] ? 1 : 0;
    }
    return found == request.requiredNodes().size();
  }
}
