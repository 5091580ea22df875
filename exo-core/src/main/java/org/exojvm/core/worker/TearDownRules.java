package org.exojvm.core.worker;

import java.util.Optional;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/** Rules that end work: they come before all others. */
final class TearDownRules {

  private TearDownRules() {}

  /** A cancelled task is left by every runner of its instance, each told once (D13). */
  static Optional<PlannedStep> leaveTask(PlanInput input) {
    if (input.runners().isEmpty()) {
      return Optional.empty();
    }
    for (Task task : input.tasks().values()) {
      if (task.taskStatus() != TaskStatus.CANCELLED) {
        continue;
      }
      for (LocalRunner runner : input.runners()) {
        if (!runner.stopping()
            && runner.instanceId().equals(task.instanceId())
            && !runner.cancelled().contains(task.taskId())) {
          return Optional.of(
              new PlannedStep.LeaveTask(
                  task.instanceId(), runner.runnerId(), task.taskId(), "the task is cancelled"));
        }
      }
    }
    return Optional.empty();
  }

  /** A runner is stopped when nobody wants it, when it is left over, or when its group fell. */
  static Optional<PlannedStep> stop(PlanInput input) {
    for (LocalRunner runner : input.runners()) {
      String reason = runner.stopping() ? null : reasonToStop(input, runner);
      if (reason != null) {
        return Optional.of(new PlannedStep.Stop(runner.instanceId(), runner.runnerId(), reason));
      }
    }
    return Optional.empty();
  }

  private static @Nullable String reasonToStop(PlanInput input, LocalRunner runner) {
    Instance instance = input.instances().get(runner.instanceId());
    if (instance == null) {
      return "its instance is gone";
    }
    if (runner.attempt() < instance.attempt()) {
      return "it belongs to attempt " + runner.attempt() + " of " + instance.attempt();
    }
    if (runner.status().isTerminal() && !input.allRunners().containsKey(runner.runnerId())) {
      return "it has ended and its instance is retried";
    }
    RunnerId failed =
        input.firstPeer(
            runner.bound().instance().shardAssignments().nodeToRunner().values(),
            runner.runnerId(),
            RunnerFailed.class::isInstance);
    return failed == null ? null : "runner " + failed.value() + " of its group has failed";
  }
}
