package org.exojvm.core.command;

import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.ShardMetadata;

/**
 * Something the downloader of one node shall do. Contract: a download that is cancelled or deleted
 * is reported as pending, so that State does not go on saying that it is under way or complete.
 */
public sealed interface DownloadCommand {

  /** Returns the id of the command. */
  CommandId commandId();

  /** Returns the node that shall act. */
  NodeId targetNodeId();

  /**
   * Fetch a model.
   *
   * @param commandId the command
   * @param targetNodeId node that shall act
   * @param shardMetadata the shard it is for
   */
  public record StartDownload(CommandId commandId, NodeId targetNodeId, ShardMetadata shardMetadata)
      implements DownloadCommand {}

  /**
   * Delete a model from disk.
   *
   * @param commandId the command
   * @param targetNodeId node that shall act
   * @param modelId the model
   */
  public record DeleteDownload(CommandId commandId, NodeId targetNodeId, ModelId modelId)
      implements DownloadCommand {}

  /**
   * Stop fetching a model.
   *
   * @param commandId the command
   * @param targetNodeId node that shall act
   * @param modelId the model
   */
  public record CancelDownload(CommandId commandId, NodeId targetNodeId, ModelId modelId)
      implements DownloadCommand {}
}
