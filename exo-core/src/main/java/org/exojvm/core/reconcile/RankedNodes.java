package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.instance.ShardMetadata;

/** The nodes of an instance in device-rank order, which is the order of the ring. */
final class RankedNodes {

  private RankedNodes() {}

  /** Returns the nodes by rank; nodes of equal rank stay in the order of the assignment. */
  static List<NodeId> of(ShardAssignments assignments) {
    if (isInRankOrder(assignments)) {
      return assignments.nodeToRunner().keySet().asList();
    }
    List<NodeId> nodes = new ArrayList<>(assignments.nodeToRunner().keySet());
    nodes.sort(Comparator.comparingInt(node -> rank(assignments, runner(assignments, node))));
    return ImmutableList.copyOf(nodes);
  }

  /** Returns the runner of a node of the instance. */
  static RunnerId runner(ShardAssignments assignments, NodeId node) {
    return Objects.requireNonNull(assignments.nodeToRunner().get(node));
  }

  // The usual case, told without an allocation: this runs for every instance in every tick. Both
  // maps are mostly in one order, so walking them side by side spares a search for every runner.
  private static boolean isInRankOrder(ShardAssignments assignments) {
    Iterator<Map.Entry<RunnerId, ShardMetadata>> shards =
        assignments.runnerToShard().entrySet().iterator();
    int previous = Integer.MIN_VALUE;
    for (RunnerId runner : assignments.nodeToRunner().values()) {
      Map.Entry<RunnerId, ShardMetadata> shard = shards.hasNext() ? shards.next() : null;
      int rank =
          shard != null && shard.getKey().equals(runner)
              ? shard.getValue().deviceRank()
              : rank(assignments, runner);
      if (rank < previous) {
        return false;
      }
      previous = rank;
    }
    return true;
  }

  private static int rank(ShardAssignments assignments, RunnerId runner) {
    return Objects.requireNonNull(assignments.runnerToShard().get(runner)).deviceRank();
  }
}
