package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Scalars.STRING;
import static org.exojvm.core.codec.internal.Slots.parts;

import org.exojvm.core.command.Command;
import org.exojvm.core.command.Command.CreateInstance;
import org.exojvm.core.command.Command.CreateMetaInstance;
import org.exojvm.core.command.Command.DeleteInstance;
import org.exojvm.core.command.Command.DeleteMetaInstance;
import org.exojvm.core.command.Command.DrainNode;
import org.exojvm.core.command.Command.EditMetaInstance;
import org.exojvm.core.command.Command.ImageEdits;
import org.exojvm.core.command.Command.ImageGeneration;
import org.exojvm.core.command.Command.PauseMetaInstance;
import org.exojvm.core.command.Command.PlaceInstance;
import org.exojvm.core.command.Command.RequestEventLog;
import org.exojvm.core.command.Command.ResumeMetaInstance;
import org.exojvm.core.command.Command.SendInputChunk;
import org.exojvm.core.command.Command.TaskCancelled;
import org.exojvm.core.command.Command.TaskFinished;
import org.exojvm.core.command.Command.TestCommand;
import org.exojvm.core.command.Command.TextGeneration;
import org.exojvm.core.command.Command.UndrainNode;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.command.DownloadCommand.CancelDownload;
import org.exojvm.core.command.DownloadCommand.DeleteDownload;
import org.exojvm.core.command.DownloadCommand.StartDownload;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;

/** Commands and their envelopes. */
public final class CommandTables {

  public static final UnionCodec<Command> COMMAND =
      UnionCodec.<Command>union("Command")
          .variant(
              TestCommand.class,
              CommandTables.<TestCommand>command("TestCommand")
                  .build(s -> new TestCommand(s.at(0)), v -> parts(v.commandId())))
          .variant(
              RequestEventLog.class,
              CommandTables.<RequestEventLog>command("RequestEventLog")
                  .required("since_idx", LONG)
                  .build(
                      s -> new RequestEventLog(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.sinceIdx())))
          .variant(
              TextGeneration.class,
              CommandTables.<TextGeneration>command("TextGeneration")
                  .required("task_params", RequestTables.TEXT_GENERATION_TASK_PARAMS)
                  .build(
                      s -> new TextGeneration(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.taskParams())))
          .variant(
              ImageGeneration.class,
              CommandTables.<ImageGeneration>command("ImageGeneration")
                  .required("task_params", RequestTables.IMAGE_GENERATION_TASK_PARAMS)
                  .build(
                      s -> new ImageGeneration(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.taskParams())))
          .variant(
              ImageEdits.class,
              CommandTables.<ImageEdits>command("ImageEdits")
                  .required("task_params", RequestTables.IMAGE_EDITS_TASK_PARAMS)
                  .build(
                      s -> new ImageEdits(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.taskParams())))
          .variant(
              PlaceInstance.class,
              CommandTables.<PlaceInstance>command("PlaceInstance")
                  .required("model_card", ModelTables.MODEL_CARD)
                  .required("sharding", ModelTables.SHARDING)
                  .required("instance_meta", ModelTables.INSTANCE_META)
                  .required("min_nodes", INT)
                  .build(
                      s -> new PlaceInstance(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)),
                      v ->
                          parts(
                              v.commandId(),
                              v.modelCard(),
                              v.sharding(),
                              v.instanceMeta(),
                              v.minNodes())))
          .variant(
              CreateInstance.class,
              CommandTables.<CreateInstance>command("CreateInstance")
                  .required("instance", InstanceTables.INSTANCE)
                  .build(
                      s -> new CreateInstance(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.instance())))
          .variant(
              DeleteInstance.class,
              CommandTables.<DeleteInstance>command("DeleteInstance")
                  .required("instance_id", Ids.INSTANCE)
                  .build(
                      s -> new DeleteInstance(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.instanceId())))
          .variant(
              TaskCancelled.class,
              CommandTables.<TaskCancelled>command("TaskCancelled")
                  .required("cancelled_command_id", Ids.COMMAND)
                  .build(
                      s -> new TaskCancelled(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.cancelledCommandId())))
          .variant(
              CreateMetaInstance.class,
              CommandTables.<CreateMetaInstance>command("CreateMetaInstance")
                  .required("meta_instance", MetaInstanceTable.META_INSTANCE)
                  .build(
                      s -> new CreateMetaInstance(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.metaInstance())))
          .variant(
              DeleteMetaInstance.class,
              CommandTables.<DeleteMetaInstance>command("DeleteMetaInstance")
                  .required("meta_instance_id", Ids.META_INSTANCE)
                  .build(
                      s -> new DeleteMetaInstance(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.metaInstanceId())))
          .variant(
              EditMetaInstance.class,
              CommandTables.<EditMetaInstance>command("EditMetaInstance")
                  .required("meta_instance", MetaInstanceTable.META_INSTANCE)
                  .build(
                      s -> new EditMetaInstance(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.metaInstance())))
          .variant(
              PauseMetaInstance.class,
              CommandTables.<PauseMetaInstance>command("PauseMetaInstance")
                  .required("meta_instance_id", Ids.META_INSTANCE)
                  .build(
                      s -> new PauseMetaInstance(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.metaInstanceId())))
          .variant(
              ResumeMetaInstance.class,
              CommandTables.<ResumeMetaInstance>command("ResumeMetaInstance")
                  .required("meta_instance_id", Ids.META_INSTANCE)
                  .build(
                      s -> new ResumeMetaInstance(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.metaInstanceId())))
          .variant(
              DrainNode.class,
              CommandTables.<DrainNode>command("DrainNode")
                  .required("node_id", Ids.NODE)
                  .optional("reason", STRING, "")
                  .build(
                      s -> new DrainNode(s.at(0), s.at(1), s.at(2)),
                      v -> parts(v.commandId(), v.nodeId(), v.reason())))
          .variant(
              UndrainNode.class,
              CommandTables.<UndrainNode>command("UndrainNode")
                  .required("node_id", Ids.NODE)
                  .build(
                      s -> new UndrainNode(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.nodeId())))
          .variant(
              TaskFinished.class,
              CommandTables.<TaskFinished>command("TaskFinished")
                  .required("finished_command_id", Ids.COMMAND)
                  .build(
                      s -> new TaskFinished(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.finishedCommandId())))
          .variant(
              SendInputChunk.class,
              CommandTables.<SendInputChunk>command("SendInputChunk")
                  .required("chunk", ChunkTables.INPUT_IMAGE_CHUNK)
                  .build(
                      s -> new SendInputChunk(s.at(0), s.at(1)),
                      v -> parts(v.commandId(), v.chunk())))
          .build();

  public static final UnionCodec<DownloadCommand> DOWNLOAD_COMMAND =
      UnionCodec.<DownloadCommand>union("DownloadCommand")
          .variant(
              StartDownload.class,
              CommandTables.<StartDownload>download("StartDownload")
                  .required("shard_metadata", ModelTables.SHARD_METADATA)
                  .build(
                      s -> new StartDownload(s.at(0), s.at(1), s.at(2)),
                      v -> parts(v.commandId(), v.targetNodeId(), v.shardMetadata())))
          .variant(
              DeleteDownload.class,
              CommandTables.<DeleteDownload>download("DeleteDownload")
                  .required("model_id", Ids.MODEL)
                  .build(
                      s -> new DeleteDownload(s.at(0), s.at(1), s.at(2)),
                      v -> parts(v.commandId(), v.targetNodeId(), v.modelId())))
          .variant(
              CancelDownload.class,
              CommandTables.<CancelDownload>download("CancelDownload")
                  .required("model_id", Ids.MODEL)
                  .build(
                      s -> new CancelDownload(s.at(0), s.at(1), s.at(2)),
                      v -> parts(v.commandId(), v.targetNodeId(), v.modelId())))
          .build();

  public static final RecordCodec<ForwarderCommand> FORWARDER_COMMAND =
      RecordCodec.<ForwarderCommand>record("ForwarderCommand")
          .required("origin", Ids.NODE)
          .required("command", COMMAND)
          .nullableExtension("session", SessionTables.SESSION_ID)
          .build(
              s -> new ForwarderCommand(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.origin(), v.command(), v.session()));

  public static final RecordCodec<ForwarderDownloadCommand> FORWARDER_DOWNLOAD_COMMAND =
      RecordCodec.<ForwarderDownloadCommand>record("ForwarderDownloadCommand")
          .required("origin", Ids.NODE)
          .required("command", DOWNLOAD_COMMAND)
          .build(
              s -> new ForwarderDownloadCommand(s.at(0), s.at(1)),
              v -> parts(v.origin(), v.command()));

  private CommandTables() {}

  private static <T extends Command> RecordCodec.Builder<T> command(String name) {
    return RecordCodec.<T>record(name).required("command_id", Ids.COMMAND);
  }

  private static <T extends DownloadCommand> RecordCodec.Builder<T> download(String name) {
    return RecordCodec.<T>record(name)
        .required("command_id", Ids.COMMAND)
        .required("target_node_id", Ids.NODE);
  }
}
