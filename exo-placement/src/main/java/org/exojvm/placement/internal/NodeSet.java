package org.exojvm.placement.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.math.LongMath;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import org.exojvm.api.id.NodeId;

/** Some nodes of the cluster, and what strategies rank them by. */
final class NodeSet {

  private final ClusterGraph graph;
  private final int[] members;
  private final long freeBytes;
  private final int preferredCount;
  private final boolean hasLeaf;

  private NodeSet(ClusterGraph graph, int[] members) {
    this.graph = graph;
    this.members = members;
    long total = 0;
    int preferred = 0;
    boolean leaf = false;
    for (int member : members) {
      total = LongMath.saturatedAdd(total, graph.free(member));
      preferred += graph.isPreferred(member) ? 1 : 0;
      leaf |= graph.isLeaf(member);
    }
    this.freeBytes = total;
    this.preferredCount = preferred;
    this.hasLeaf = leaf;
  }

  /** Returns the set of these nodes, given in any order. */
  static NodeSet of(ClusterGraph graph, int... members) {
    int[] sorted = members.clone();
    Arrays.sort(sorted);
    return new NodeSet(graph, sorted);
  }

  int size() {
    return members.length;
  }

  /** Returns the numbers of the nodes, ascending. */
  int[] members() {
    return members.clone();
  }

  /** Returns the nodes, sorted by id. */
  ImmutableList<NodeId> nodes() {
    return graph.nodes(members);
  }

  /** Returns the free memory of all its nodes, bytes. */
  long freeBytes() {
    return freeBytes;
  }

  /** Returns how many preferred nodes take part. */
  int preferredCount() {
    return preferredCount;
  }

  /** Returns whether a leaf of the topology takes part. */
  boolean hasLeaf() {
    return hasLeaf;
  }

  /** Returns what tells this set from others of the same cluster. */
  Key key() {
    return new Key(ImmutableIntArray.copyOf(members));
  }

  /** Identifies a set among those of one cluster. */
  record Key(ImmutableIntArray members) {}

  /** Compares sets of one size by their sorted ids: numbers follow the ids. */
  static int compareIds(NodeSet a, NodeSet b) {
    return Arrays.compare(a.members, b.members);
  }
}
