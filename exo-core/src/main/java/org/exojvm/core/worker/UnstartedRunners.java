package org.exojvm.core.worker;

import java.util.HashMap;
import java.util.Map;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.event.RunnerEvent.RunnerStatusUpdated;
import org.exojvm.core.state.State;

/**
 * Runners of this node that will not be started, because a peer had ended before their turn came.
 * The master judges a group only when every rank has reported; each of these says once per attempt
 * that it is not running, or the group would never be retried.
 */
final class UnstartedRunners {

  private final NodeId node;
  private final Map<RunnerId, Long> reportedAttempt = new HashMap<>();

  UnstartedRunners(NodeId node) {
    this.node = node;
  }

  void report(State state, RunnerTable local, Outbox out) {
    reportedAttempt.keySet().removeIf(runner -> !state.runnerBindings().containsKey(runner));
    for (Instance instance : state.instances().values()) {
      RunnerId own = instance.shardAssignments().nodeToRunner().get(node);
      if (own != null
          && local.get(own) == null
          && !state.runners().containsKey(own)
          && anyPeerHasEnded(instance, state.runners())
          && !Long.valueOf(instance.attempt()).equals(reportedAttempt.get(own))) {
        reportedAttempt.put(own, instance.attempt());
        out.emit(
            new RunnerStatusUpdated(out.eventId(), own, new RunnerShutdown(), instance.attempt()));
      }
    }
  }

  private static boolean anyPeerHasEnded(
      Instance instance, OrderedMap<RunnerId, RunnerStatus> reported) {
    for (RunnerId peer : instance.shardAssignments().runnerToShard().keySet()) {
      RunnerStatus status = reported.get(peer);
      if (status != null && status.isTerminal()) {
        return true;
      }
    }
    return false;
  }
}
