package org.exojvm.core.command;

import org.exojvm.api.generation.ImageEditsTaskParams;
import org.exojvm.api.generation.ImageGenerationTaskParams;
import org.exojvm.api.generation.InputImageChunk;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.ModelCard;

/** Something a client asks of the master. The names of the records are the tags on the wire. */
public sealed interface Command {

  /** Returns the id of the command. */
  CommandId commandId();

  /**
   * Does nothing and is accepted.
   *
   * @param commandId the command
   */
  public record TestCommand(CommandId commandId) implements Command {}

  /**
   * Asks for events again, from an index on.
   *
   * @param commandId the command
   * @param sinceIdx first index wanted
   */
  public record RequestEventLog(CommandId commandId, long sinceIdx) implements Command {}

  /**
   * Generate text.
   *
   * @param commandId the command
   * @param taskParams what to generate
   */
  public record TextGeneration(CommandId commandId, TextGenerationTaskParams taskParams)
      implements Command {}

  /**
   * Generate images.
   *
   * @param commandId the command
   * @param taskParams what to generate
   */
  public record ImageGeneration(CommandId commandId, ImageGenerationTaskParams taskParams)
      implements Command {}

  /**
   * Edit an image.
   *
   * @param commandId the command
   * @param taskParams what to generate
   */
  public record ImageEdits(CommandId commandId, ImageEditsTaskParams taskParams)
      implements Command {}

  /**
   * Place an instance once, without an intent.
   *
   * @param commandId the command
   * @param modelCard the model being sharded
   * @param sharding how the model is split
   * @param instanceMeta communication back end
   * @param minNodes least number of nodes
   */
  public record PlaceInstance(
      CommandId commandId,
      ModelCard modelCard,
      Sharding sharding,
      InstanceMeta instanceMeta,
      int minNodes)
      implements Command {}

  /**
   * Create an instance as given.
   *
   * @param commandId the command
   * @param instance the instance
   */
  public record CreateInstance(CommandId commandId, Instance instance) implements Command {}

  /**
   * Delete an instance.
   *
   * @param commandId the command
   * @param instanceId the instance
   */
  public record DeleteInstance(CommandId commandId, InstanceId instanceId) implements Command {}

  /**
   * Cancel the task of an earlier command.
   *
   * @param commandId the command
   * @param cancelledCommandId command whose task is cancelled
   */
  public record TaskCancelled(CommandId commandId, CommandId cancelledCommandId)
      implements Command {}

  /**
   * Declare an intent.
   *
   * @param commandId the command
   * @param metaInstance the intent; of its status only counts whether it begins paused
   */
  public record CreateMetaInstance(CommandId commandId, MetaInstance metaInstance)
      implements Command {}

  /**
   * Withdraw an intent and everything that backs it.
   *
   * @param commandId the command
   * @param metaInstanceId the intent this belongs to
   */
  public record DeleteMetaInstance(CommandId commandId, MetaInstanceId metaInstanceId)
      implements Command {}

  /**
   * Change what an intent asks for. Its generation must be higher than the one it has (extension).
   *
   * @param commandId the command
   * @param metaInstance the intent as it is wanted; its status is not looked at
   */
  public record EditMetaInstance(CommandId commandId, MetaInstance metaInstance)
      implements Command {}

  /**
   * Take away what backs an intent, and place nothing for it until it is resumed (extension).
   *
   * @param commandId the command
   * @param metaInstanceId the intent
   */
  public record PauseMetaInstance(CommandId commandId, MetaInstanceId metaInstanceId)
      implements Command {}

  /**
   * Have a paused intent backed again (extension).
   *
   * @param commandId the command
   * @param metaInstanceId the intent
   */
  public record ResumeMetaInstance(CommandId commandId, MetaInstanceId metaInstanceId)
      implements Command {}

  /**
   * Place nothing more on a node, and move what is there, one instance after the other (extension).
   *
   * @param commandId the command
   * @param nodeId the node
   * @param reason why, for people; may be empty
   */
  public record DrainNode(CommandId commandId, NodeId nodeId, String reason) implements Command {}

  /**
   * Use a drained node again (extension).
   *
   * @param commandId the command
   * @param nodeId the node
   */
  public record UndrainNode(CommandId commandId, NodeId nodeId) implements Command {}

  /**
   * The client has all it wanted of a task.
   *
   * @param commandId the command
   * @param finishedCommandId command whose task is done
   */
  public record TaskFinished(CommandId commandId, CommandId finishedCommandId) implements Command {}

  /**
   * A piece of the input of a request.
   *
   * @param commandId the command
   * @param chunk the chunk
   */
  public record SendInputChunk(CommandId commandId, InputImageChunk chunk) implements Command {}
}
