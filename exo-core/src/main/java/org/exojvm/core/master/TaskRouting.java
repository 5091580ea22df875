package org.exojvm.core.master;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the instance for a request: one that serves before one that does not yet, then the one
 * with the fewest open requests, then the oldest.
 */
final class TaskRouting {

  private TaskRouting() {}

  /** An instance and the number of requests it has open. */
  record Route(Instance instance, boolean serving, int openTasks) {

    private boolean isBetterThan(@Nullable Route other) {
      if (other == null) {
        return true;
      }
      return serving == other.serving ? openTasks < other.openTasks : serving;
    }
  }

  static Optional<Route> routeFor(State state, String model) {
    Map<InstanceId, Integer> open = openTasks(state);
    Route best = null;
    for (Instance instance : state.instances().values()) {
      if (instance.shardAssignments().modelId().value().equals(model)) {
        Route route =
            new Route(
                instance, isServing(state, instance), open.getOrDefault(instance.instanceId(), 0));
        best = route.isBetterThan(best) ? route : best;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isServing(State state, Instance instance) {
    for (RunnerId runner : instance.shardAssignments().runnerToShard().keySet()) {
      RunnerStatus status = state.runners().get(runner);
      if (status == null || !status.isServing()) {
        return false;
      }
    }
    return true;
  }

  private static Map<InstanceId, Integer> openTasks(State state) {
    Map<InstanceId, Integer> open = new HashMap<>();
    for (Task task : state.tasks().values()) {
      if (task instanceof GenerationTask && task.taskStatus().isOpen()) {
        open.merge(task.instanceId(), 1, Integer::sum);
      }
    }
    return open;
  }
}
