package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.topology.Link;

/**
 * The nodes that may take part, numbered in the order of their ids, and who may be next to whom:
 * reachable both ways by socket for a ring, by RDMA for a mesh. Built once per request, in time
 * linear in nodes and links.
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
    }
    this.wired = Adjacency.bothWays(readLinks());
  }

  /** Reads the topology; nodes that are forbidden or have not reported memory are left out. */
  static ClusterGraph of(PlacementRequest request) {
    List<NodeId> usable = new ArrayList<>();
    for (NodeId node : request.topology().nodes()) {
      if (request.freeMemory().containsKey(node) && !request.forbiddenNodes().contains(node)) {
        usable.add(node);
      }
    }
    return new ClusterGraph(request, ImmutableList.sortedCopyOf(usable));
  }

  /** Returns the memory a node offers: none when it has promised too much. */
  static long free(PlacementRequest request, NodeId node) {
    return Math.max(0, request.freeMemory().getOrDefault(node, Memory.ZERO).inBytes());
  }

  /** Collects the links that can wire an instance, and sees which nodes are leaves. */
  private int[][] readLinks() {
    boolean mesh = isMesh();
    Map<NodeId, Integer> numbers = HashMap.newHashMap(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      numbers.put(nodes.get(i), i);
    }
    int[][] linked = new int[nodes.size()][];
    int[] row = new int[nodes.size()];
    for (int source = 0; source < linked.length; source++) {
      int count = 0;
      Map<NodeId, ImmutableList<Link>> links = request.topology().linksFrom(nodes.get(source));
      leaves[source] = links.size() <= 1;
      for (Map.Entry<NodeId, ImmutableList<Link>> entry : links.entrySet()) {
        Integer sink = wires(mesh, entry.getValue()) ? numbers.get(entry.getKey()) : null;
        if (sink != null && sink != source) {
          row[count++] = sink;
        }
      }
      linked[source] = Arrays.copyOf(row, count);
    }
    return linked;
  }

  private static boolean wires(boolean mesh, ImmutableList<Link> links) {
    for (int i = 0; i < links.size(); i++) {
      boolean rdma = links.get(i) instanceof Link.RdmaConnection;
      if (rdma == mesh) {
        return true;
      }
    }
    return false;
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
