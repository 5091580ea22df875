package org.exojvm.core.reconcile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardAssignments;
import org.exojvm.api.node.NodeIdentity;

/** Tells whether all runners of an instance are gone with an error, and what they said. */
final class RunnerFailures {

  private static final RunnerFailure NOT_FAILED = new RunnerFailure.None();

  /** What is said when no failed runner said anything. */
  private static final String NO_MESSAGE = "Runner failed";

  private RunnerFailures() {}

  static RunnerFailure of(
      Instance instance,
      OrderedMap<RunnerId, RunnerStatus> runners,
      OrderedMap<NodeId, NodeIdentity> identities) {
    boolean anyFailed = false;
    for (RunnerId runner : instance.shardAssignments().nodeToRunner().values()) {
      RunnerStatus status = runners.get(runner);
      if (status == null || !status.isTerminal()) {
        return NOT_FAILED;
      }
      anyFailed |= status instanceof RunnerFailed;
    }
    return anyFailed
        ? new RunnerFailure.Failed(message(instance.shardAssignments(), runners, identities))
        : NOT_FAILED;
  }

  private static String message(
      ShardAssignments assignments,
      OrderedMap<RunnerId, RunnerStatus> runners,
      OrderedMap<NodeId, NodeIdentity> identities) {
    Map<RunnerId, NodeId> nodes = new LinkedHashMap<>();
    for (NodeId node : RankedNodes.of(assignments)) {
      nodes.put(RankedNodes.runner(assignments, node), node);
    }
    StringJoiner message = new StringJoiner("; ").setEmptyValue(NO_MESSAGE);
    nodes.forEach(
        (runner, node) -> {
          if (runners.get(runner) instanceof RunnerFailed(var error)
              && error != null
              && !error.isEmpty()) {
            message.add(NodeNames.of(node, identities) + ": " + JacclAdvice.added(error));
          }
        });
    return message.toString();
  }
}
