package org.exojvm.core.task;

import org.exojvm.api.generation.ImageEditsTaskParams;
import org.exojvm.api.generation.ImageGenerationTaskParams;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.TaskId;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A request, made by the master and run by all ranks of an instance. */
public sealed interface GenerationTask extends Task {

  /** Returns the command that asked for it. */
  CommandId commandId();

  /** Returns the class of error, or null while none. */
  @Nullable String errorType();

  /** Returns what went wrong, or null while nothing. */
  @Nullable String errorMessage();

  /** Returns the node whose client asked, to which the output goes; null when unknown. */
  @Nullable NodeId origin();

  @Override
  default GenerationTask inStatus(TaskStatus value) {
    return switch (this) {
      case TextGeneration task -> task.withTaskStatus(value);
      case ImageGeneration task -> task.withTaskStatus(value);
      case ImageEdits task -> task.withTaskStatus(value);
    };
  }

  /** Returns the same task with another error, or with none. */
  default GenerationTask withError(@Nullable String type, @Nullable String message) {
    return switch (this) {
      case TextGeneration task -> task.withErrorType(type).withErrorMessage(message);
      case ImageGeneration task -> task.withErrorType(type).withErrorMessage(message);
      case ImageEdits task -> task.withErrorType(type).withErrorMessage(message);
    };
  }

  /**
   * Generate text.
   *
   * @param taskId the task
   * @param taskStatus where the task stands
   * @param instanceId the instance
   * @param commandId the command
   * @param taskParams what to generate
   * @param errorType class of error, null while none
   * @param errorMessage what went wrong, for people
   * @param origin node whose client asked, to which the output goes; null when unknown (extension)
   */
  @Value.Builder
  public record TextGeneration(
      TaskId taskId,
      TaskStatus taskStatus,
      InstanceId instanceId,
      CommandId commandId,
      TextGenerationTaskParams taskParams,
      @Nullable String errorType,
      @Nullable String errorMessage,
      @Nullable NodeId origin)
      implements GenerationTask, WithTextGeneration {

    /** Creates a task of whom nobody knows who asked. */
    public TextGeneration(
        TaskId taskId,
        TaskStatus taskStatus,
        InstanceId instanceId,
        CommandId commandId,
        TextGenerationTaskParams taskParams,
        @Nullable String errorType,
        @Nullable String errorMessage) {
      this(taskId, taskStatus, instanceId, commandId, taskParams, errorType, errorMessage, null);
    }
  }

  /**
   * Generate images.
   *
   * @param taskId the task
   * @param taskStatus where the task stands
   * @param instanceId the instance
   * @param commandId the command
   * @param taskParams what to generate
   * @param errorType class of error, null while none
   * @param errorMessage what went wrong, for people
   * @param origin node whose client asked, to which the output goes; null when unknown (extension)
   */
  @Value.Builder
  public record ImageGeneration(
      TaskId taskId,
      TaskStatus taskStatus,
      InstanceId instanceId,
      CommandId commandId,
      ImageGenerationTaskParams taskParams,
      @Nullable String errorType,
      @Nullable String errorMessage,
      @Nullable NodeId origin)
      implements GenerationTask, WithImageGeneration {

    /** Creates a task of whom nobody knows who asked. */
    public ImageGeneration(
        TaskId taskId,
        TaskStatus taskStatus,
        InstanceId instanceId,
        CommandId commandId,
        ImageGenerationTaskParams taskParams,
        @Nullable String errorType,
        @Nullable String errorMessage) {
      this(taskId, taskStatus, instanceId, commandId, taskParams, errorType, errorMessage, null);
    }
  }

  /**
   * Edit an image.
   *
   * @param taskId the task
   * @param taskStatus where the task stands
   * @param instanceId the instance
   * @param commandId the command
   * @param taskParams what to generate
   * @param errorType class of error, null while none
   * @param errorMessage what went wrong, for people
   * @param origin node whose client asked, to which the output goes; null when unknown (extension)
   */
  @Value.Builder
  public record ImageEdits(
      TaskId taskId,
      TaskStatus taskStatus,
      InstanceId instanceId,
      CommandId commandId,
      ImageEditsTaskParams taskParams,
      @Nullable String errorType,
      @Nullable String errorMessage,
      @Nullable NodeId origin)
      implements GenerationTask, WithImageEdits {

    /** Creates a task of whom nobody knows who asked. */
    public ImageEdits(
        TaskId taskId,
        TaskStatus taskStatus,
        InstanceId instanceId,
        CommandId commandId,
        ImageEditsTaskParams taskParams,
        @Nullable String errorType,
        @Nullable String errorMessage) {
      this(taskId, taskStatus, instanceId, commandId, taskParams, errorType, errorMessage, null);
    }
  }
}
