package org.exojvm.core.download;

import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.model.Memory;

/** Where the download of a model stands on one node. */
public sealed interface DownloadProgress {

  /** Returns the node that downloads. */
  NodeId nodeId();

  /** Returns the shard it is for. */
  ShardMetadata shardMetadata();

  /**
   * Nothing is being fetched yet.
   *
   * @param nodeId the node
   * @param shardMetadata the shard it is for
   * @param modelDirectory directory on the node, empty when unknown
   */
  public record DownloadPending(NodeId nodeId, ShardMetadata shardMetadata, String modelDirectory)
      implements DownloadProgress {}

  /**
   * Everything is on disk.
   *
   * @param nodeId the node
   * @param shardMetadata the shard it is for
   * @param modelDirectory directory on the node, empty when unknown
   * @param totalBytes size of everything to fetch
   */
  public record DownloadCompleted(
      NodeId nodeId, ShardMetadata shardMetadata, String modelDirectory, Memory totalBytes)
      implements DownloadProgress {}

  /**
   * The download gave up.
   *
   * @param nodeId the node
   * @param shardMetadata the shard it is for
   * @param modelDirectory directory on the node, empty when unknown
   * @param errorMessage what went wrong, for people
   */
  public record DownloadFailed(
      NodeId nodeId, ShardMetadata shardMetadata, String modelDirectory, String errorMessage)
      implements DownloadProgress {}

  /**
   * Bytes are coming in.
   *
   * @param nodeId the node
   * @param shardMetadata the shard it is for
   * @param modelDirectory directory on the node, empty when unknown
   * @param downloadProgress progress figures
   */
  public record DownloadOngoing(
      NodeId nodeId,
      ShardMetadata shardMetadata,
      String modelDirectory,
      DownloadProgressData downloadProgress)
      implements DownloadProgress {}
}
