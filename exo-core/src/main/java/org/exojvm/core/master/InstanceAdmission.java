package org.exojvm.core.master;

import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.state.State;

/** Whether an instance that a client describes can be taken into the state. */
final class InstanceAdmission {

  private InstanceAdmission() {}

  /** Returns why the instance is refused, or nothing. */
  static Optional<Verdict.Reject> problemOf(Instance instance, State state) {
    if (state.instances().containsKey(instance.instanceId())) {
      return reject(
          RejectionCode.CONFLICT,
          "Instance (%s) exists already. Maybe use another id.".formatted(instance.instanceId()));
    }
    if (instance.metaInstanceId() != null) {
      return reject(
          RejectionCode.INVALID,
          "Instance (%s) names MetaInstance (%s), but only the master binds instances to intents. Maybe leave it out."
              .formatted(instance.instanceId(), instance.metaInstanceId()));
    }
    if (instance.shardAssignments().nodeToRunner().isEmpty()) {
      return reject(
          RejectionCode.INVALID,
          "Instance (%s) has no node. Maybe add its shard assignments."
              .formatted(instance.instanceId()));
    }
    return placeProblem(instance, state);
  }

  private static Optional<Verdict.Reject> placeProblem(Instance instance, State state) {
    for (NodeId node : instance.shardAssignments().nodeToRunner().keySet()) {
      if (!state.topology().contains(node)) {
        return reject(
            RejectionCode.NOT_FOUND,
            "Instance (%s) uses node (%s), which is not in the cluster. Maybe wait until it has joined."
                .formatted(instance.instanceId(), node));
      }
    }
    for (RunnerId runner : instance.shardAssignments().runnerToShard().keySet()) {
      if (state.runnerBindings().containsKey(runner)) {
        return reject(
            RejectionCode.CONFLICT,
            "Instance (%s) uses runner (%s), which belongs to another. Maybe use fresh runner ids."
                .formatted(instance.instanceId(), runner));
      }
    }
    return Optional.empty();
  }

  private static Optional<Verdict.Reject> reject(RejectionCode code, String reason) {
    return Optional.of(new Verdict.Reject(code, reason));
  }
}
