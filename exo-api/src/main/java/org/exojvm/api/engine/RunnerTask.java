package org.exojvm.api.engine;

import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.TaskId;

/** Work for a runner. Further kinds follow with the engines that can do them. */
public sealed interface RunnerTask {

  /** Returns the id of the task. */
  TaskId taskId();

  /**
   * Generate text.
   *
   * @param taskId the task
   * @param commandId the command that asked for it
   * @param params what to generate
   */
  record GenerateText(TaskId taskId, CommandId commandId, TextGenerationTaskParams params)
      implements RunnerTask {}
}
