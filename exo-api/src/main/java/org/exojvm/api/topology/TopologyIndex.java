package org.exojvm.api.topology;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.exojvm.api.id.NodeId;

/**
 * Who reaches whom in both directions, by numbers instead of ids: what a search needs of a topology
 * again and again. Nodes are numbered in the order of their ids; a node is not its own peer.
 *
 * <p>Building it takes time linear in nodes and links; {@link Topology#index} does so once.
 */
public final class TopologyIndex {

  private final ImmutableList<NodeId> nodes;
  private final ImmutableList<ImmutableIntArray> socketPeers;
  private final ImmutableList<ImmutableIntArray> rdmaPeers;

  private TopologyIndex(
      ImmutableList<NodeId> nodes,
      ImmutableList<ImmutableIntArray> socketPeers,
      ImmutableList<ImmutableIntArray> rdmaPeers) {
    this.nodes = nodes;
    this.socketPeers = socketPeers;
    this.rdmaPeers = rdmaPeers;
  }

  static TopologyIndex of(Topology topology) {
    ImmutableList<NodeId> nodes = ImmutableList.sortedCopyOf(topology.nodes());
    Map<NodeId, Integer> numbers = HashMap.newHashMap(nodes.size());
    nodes.forEach(node -> numbers.put(node, numbers.size()));
    int[][] sockets = new int[nodes.size()][];
    int[][] rdma = new int[nodes.size()][];
    for (int source = 0; source < sockets.length; source++) {
      Row ofSockets = new Row();
      Row ofRdma = new Row();
      for (Map.Entry<NodeId, ImmutableList<Link>> links :
          topology.linksFrom(nodes.get(source)).entrySet()) {
        int sink = numbers.getOrDefault(links.getKey(), source);
        if (sink != source) {
          ofSockets.addIf(has(links.getValue(), false), sink);
          ofRdma.addIf(has(links.getValue(), true), sink);
        }
      }
      sockets[source] = ofSockets.toArray();
      rdma[source] = ofRdma.toArray();
    }
    return new TopologyIndex(nodes, peers(sockets), peers(rdma));
  }

  private static ImmutableList<ImmutableIntArray> peers(int[][] links) {
    return Stream.of(Adjacency.bothWays(links))
        .map(ImmutableIntArray::copyOf)
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean has(List<Link> links, boolean rdma) {
    for (int i = 0; i < links.size(); i++) {
      if (links.get(i) instanceof Link.RdmaConnection == rdma) {
        return true;
      }
    }
    return false;
  }

  /** Returns the nodes in the order of their numbers. */
  public ImmutableList<NodeId> nodes() {
    return nodes;
  }

  /** Returns the number of a node; negative when it is not in the topology. */
  public int number(NodeId node) {
    return Collections.binarySearch(nodes, node);
  }

  /** Returns the nodes with a socket link to and from a node, ascending. */
  public ImmutableIntArray socketPeers(int node) {
    return socketPeers.get(node);
  }

  /** Returns the nodes with an RDMA link to and from a node, ascending. */
  public ImmutableIntArray rdmaPeers(int node) {
    return rdmaPeers.get(node);
  }

  /** Numbers that become an array. */
  private static final class Row {

    private int[] numbers = new int[8];
    private int count;

    void addIf(boolean wanted, int number) {
      if (wanted) {
        numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
        numbers[count++] = number;
      }
    }

    int[] toArray() {
      return Arrays.copyOf(numbers, count);
    }
  }
}
