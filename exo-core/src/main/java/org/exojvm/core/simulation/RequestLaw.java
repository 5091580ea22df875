package org.exojvm.core.simulation;

import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerTask;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.jspecify.annotations.Nullable;

/** S6: no request goes to a runner that the State of whoever sends it there shows dead. */
final class RequestLaw {

  /** A request is routed to an instance: to one that serves, when there is one. */
  void check(State before, Event event) {
    if (event instanceof TaskCreated created && created.task() instanceof GenerationTask request) {
      Instance chosen = before.instances().get(request.instanceId());
      if (chosen == null) {
        throw new BrokenRuleException(
            "S6", "A request goes to instance %s, which is not.".formatted(request.instanceId()));
      }
      if (!serves(before, chosen)) {
        Instance better = serving(before, chosen);
        if (better != null) {
          throw new BrokenRuleException(
              "S6",
              "A request goes to instance %s, which does not serve, when %s does."
                  .formatted(chosen.instanceId(), better.instanceId()));
        }
      }
    }
  }

  private static @Nullable Instance serving(State state, Instance like) {
    for (Instance other : state.instances().values()) {
      if (other.shardAssignments().modelId().equals(like.shardAssignments().modelId())
          && serves(state, other)) {
        return other;
      }
    }
    return null;
  }

  private static boolean serves(State state, Instance instance) {
    for (RunnerId runner : instance.shardAssignments().runnerToShard().keySet()) {
      RunnerStatus status = state.runners().get(runner);
      if (status == null || !status.isServing()) {
        return false;
      }
    }
    return true;
  }

  /** A node gives a request to its runner: every rank must live as far as the node knows. */
  void given(SimulatedNode node, BoundInstance bound, RunnerTask task) {
    for (RunnerId rank : bound.instance().shardAssignments().runnerToShard().keySet()) {
      RunnerStatus status = node.state().runners().get(rank);
      if (status != null && status.isTerminal()) {
        throw new BrokenRuleException(
            "S6",
            "Node %s starts task %s on runner %s, while rank %s is %s."
                .formatted(node.id(), task.taskId(), bound.boundRunnerId(), rank, status));
      }
    }
  }
}
