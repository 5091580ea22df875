package org.exojvm.core.reconcile;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.ShardAssignments;

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

  // The usual case, told without an allocation: this runs for every instance in every tick.
  private static boolean isInRankOrder(ShardAssignments assignments) {
    int previous = Integer.MIN_VALUE;
    for (Map.Entry<NodeId, RunnerId> binding : assignments.nodeToRunner().entrySet()) {
      int rank = rank(assignments, binding.getValue());
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
