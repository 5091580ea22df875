package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.STRING;
import static org.exojvm.core.codec.internal.Slots.parts;

import org.exojvm.core.task.GenerationTask;
import org.exojvm.core.task.GenerationTask.ImageEdits;
import org.exojvm.core.task.GenerationTask.ImageGeneration;
import org.exojvm.core.task.GenerationTask.TextGeneration;
import org.exojvm.core.task.LifecycleTask.CancelTask;
import org.exojvm.core.task.LifecycleTask.ConnectToGroup;
import org.exojvm.core.task.LifecycleTask.CreateRunner;
import org.exojvm.core.task.LifecycleTask.DownloadModel;
import org.exojvm.core.task.LifecycleTask.LoadModel;
import org.exojvm.core.task.LifecycleTask.Shutdown;
import org.exojvm.core.task.LifecycleTask.StartWarmup;
import org.exojvm.core.task.Task;
import org.exojvm.core.task.TaskStatus;

/** Tasks. */
public final class TaskTables {

  public static final EnumCodec<TaskStatus> TASK_STATUS =
      EnumCodec.of(TaskStatus.class, TaskStatus::wireName);

  public static final UnionCodec<Task> TASK =
      UnionCodec.<Task>union("Task")
          .variant(
              CreateRunner.class,
              TaskTables.<CreateRunner>task("CreateRunner")
                  .required("bound_instance", InstanceTables.BOUND_INSTANCE)
                  .build(
                      s -> new CreateRunner(s.at(0), s.at(1), s.at(2), s.at(3)),
                      v -> parts(v.taskId(), v.taskStatus(), v.instanceId(), v.boundInstance())))
          .variant(
              DownloadModel.class,
              TaskTables.<DownloadModel>task("DownloadModel")
                  .required("shard_metadata", ModelTables.SHARD_METADATA)
                  .build(
                      s -> new DownloadModel(s.at(0), s.at(1), s.at(2), s.at(3)),
                      v -> parts(v.taskId(), v.taskStatus(), v.instanceId(), v.shardMetadata())))
          .variant(
              ConnectToGroup.class,
              TaskTables.<ConnectToGroup>task("ConnectToGroup")
                  .build(
                      s -> new ConnectToGroup(s.at(0), s.at(1), s.at(2)),
                      v -> parts(v.taskId(), v.taskStatus(), v.instanceId())))
          .variant(
              LoadModel.class,
              TaskTables.<LoadModel>task("LoadModel")
                  .build(
                      s -> new LoadModel(s.at(0), s.at(1), s.at(2)),
                      v -> parts(v.taskId(), v.taskStatus(), v.instanceId())))
          .variant(
              StartWarmup.class,
              TaskTables.<StartWarmup>task("StartWarmup")
                  .build(
                      s -> new StartWarmup(s.at(0), s.at(1), s.at(2)),
                      v -> parts(v.taskId(), v.taskStatus(), v.instanceId())))
          .variant(
              TextGeneration.class,
              TaskTables.<TextGeneration>generation(
                      "TextGeneration", RequestTables.TEXT_GENERATION_TASK_PARAMS)
                  .build(
                      s ->
                          new TextGeneration(
                              s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6),
                              s.at(7)),
                      v ->
                          parts(
                              v.taskId(),
                              v.taskStatus(),
                              v.instanceId(),
                              v.commandId(),
                              v.taskParams(),
                              v.errorType(),
                              v.errorMessage(),
                              v.origin())))
          .variant(
              CancelTask.class,
              TaskTables.<CancelTask>task("CancelTask")
                  .required("cancelled_task_id", Ids.TASK)
                  .required("runner_id", Ids.RUNNER)
                  .build(
                      s -> new CancelTask(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)),
                      v ->
                          parts(
                              v.taskId(),
                              v.taskStatus(),
                              v.instanceId(),
                              v.cancelledTaskId(),
                              v.runnerId())))
          .variant(
              ImageGeneration.class,
              TaskTables.<ImageGeneration>generation(
                      "ImageGeneration", RequestTables.IMAGE_GENERATION_TASK_PARAMS)
                  .build(
                      s ->
                          new ImageGeneration(
                              s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6),
                              s.at(7)),
                      v ->
                          parts(
                              v.taskId(),
                              v.taskStatus(),
                              v.instanceId(),
                              v.commandId(),
                              v.taskParams(),
                              v.errorType(),
                              v.errorMessage(),
                              v.origin())))
          .variant(
              ImageEdits.class,
              TaskTables.<ImageEdits>generation("ImageEdits", RequestTables.IMAGE_EDITS_TASK_PARAMS)
                  .build(
                      s ->
                          new ImageEdits(
                              s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6),
                              s.at(7)),
                      v ->
                          parts(
                              v.taskId(),
                              v.taskStatus(),
                              v.instanceId(),
                              v.commandId(),
                              v.taskParams(),
                              v.errorType(),
                              v.errorMessage(),
                              v.origin())))
          .variant(
              Shutdown.class,
              TaskTables.<Shutdown>task("Shutdown")
                  .required("runner_id", Ids.RUNNER)
                  .build(
                      s -> new Shutdown(s.at(0), s.at(1), s.at(2), s.at(3)),
                      v -> parts(v.taskId(), v.taskStatus(), v.instanceId(), v.runnerId())))
          .build();

  private TaskTables() {}

  /** The fields with which every task begins. */
  private static <T extends Task> RecordCodec.Builder<T> task(String name) {
    return RecordCodec.<T>record(name)
        .required("task_id", Ids.TASK)
        .optional("task_status", TASK_STATUS, TaskStatus.PENDING)
        .required("instance_id", Ids.INSTANCE);
  }

  /** The fields of every task that answers a request. */
  private static <T extends GenerationTask> RecordCodec.Builder<T> generation(
      String name, ValueCodec<?> params) {
    return TaskTables.<T>task(name)
        .required("command_id", Ids.COMMAND)
        .required("task_params", params)
        .nullable("error_type", STRING)
        .nullable("error_message", STRING)
        .nullableExtension("origin", Ids.NODE);
  }
}
