package org.exojvm.examples.quickstart;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.exojvm.api.generation.InputMessage;
import org.exojvm.api.generation.Role;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.generation.TextGenerationTaskParamsBuilder;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.ModelId;
import org.exojvm.core.command.Command.TextGeneration;
import org.exojvm.core.state.State;
import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.Task;

/** A request for text, and what has become of it. */
final class Question {

  private Question() {}

  static TextGeneration ask(CommandId id, ModelId model, String text, long maxOutputTokens) {
    TextGenerationTaskParams params =
        new TextGenerationTaskParamsBuilder()
                .model(model)
                .input(ImmutableList.of(new InputMessage(Role.USER, text)))
                .maxOutputTokens(maxOutputTokens)
                .stream(true)
                .bench(false)
                .logprobs(false)
                .build();
    return new TextGeneration(id, params);
  }

  /** Returns the task a command has led to. */
  static Optional<GenerationTask> task(State state, CommandId command) {
    for (Task task : state.tasks().values()) {
      if (task instanceof GenerationTask generation && generation.commandId().equals(command)) {
        return Optional.of(generation);
      }
    }
    return Optional.empty();
  }

  /** Returns whether the task of a command is over, or was never made. */
  static boolean isOver(State state, CommandId command) {
    return task(state, command).filter(task -> task.taskStatus().isOpen()).isEmpty();
  }
}
