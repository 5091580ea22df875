package org.exojvm.core.worker;

import java.util.Optional;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;

/** Rules of a group that is ready for requests. */
final class ServingRules {

  private ServingRules() {}

  /** An open request starts on a runner once all of its input is in and the whole group serves. */
  static Optional<PlannedStep> generate(PlanInput input) {
    if (input.runners().isEmpty()) {
      return Optional.empty();
    }
    for (Task task : input.tasks().values()) {
      if (task instanceof GenerationTask request
          && request.taskStatus().isOpen()
          && inputIsComplete(input, request)) {
        for (LocalRunner runner : input.runners()) {
          if (canTake(input, runner, request)) {
            return Optional.of(
                new PlannedStep.Generate(request, runner.runnerId(), "all ranks are ready"));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean canTake(PlanInput input, LocalRunner runner, GenerationTask request) {
    return GroupRules.isFree(runner)
        && runner.instanceId().equals(request.instanceId())
        && !runner.completed().contains(request.taskId())
        && runner.status() instanceof RunnerReady
        && input.allReport(runner.group().keySet(), RunnerStatus::isServing);
  }

  private static boolean inputIsComplete(PlanInput input, GenerationTask request) {
    return switch (request) {
      case GenerationTask.ImageEdits edits ->
          input.inputChunksReceived().getOrDefault(edits.commandId(), 0)
              >= edits.taskParams().totalInputChunks();
      case GenerationTask.TextGeneration text -> true;
      case GenerationTask.ImageGeneration image -> true;
    };
  }
}
