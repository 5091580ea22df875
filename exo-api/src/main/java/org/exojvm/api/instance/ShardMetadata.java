package org.exojvm.api.instance;

import org.exojvm.api.check.Checks;
import org.exojvm.api.model.ModelCard;
import org.jspecify.annotations.Nullable;

/**
 * What part of a model one runner holds. Pipeline shards hold consecutive layers, tensor shards a
 * slice of every layer, CFG shards consecutive layers of one of two guidance groups.
 */
public sealed interface ShardMetadata {

  /** Returns the model being sharded. */
  ModelCard modelCard();

  /** Returns the rank of this shard in its group, from 0. */
  int deviceRank();

  /** Returns the number of shards in the group. */
  int worldSize();

  /** Returns the first layer held, inclusive. */
  int startLayer();

  /** Returns the last layer held, exclusive. */
  int endLayer();

  /** Returns the number of layers of the whole model. */
  int nLayers();

  /**
   * Consecutive layers of a pipeline.
   *
   * @param modelCard the model being sharded
   * @param deviceRank rank of this shard in its group, from 0
   * @param worldSize number of shards in the group
   * @param immediateException test hook of the reference: fail at once
   * @param shouldTimeout test hook of the reference: seconds to stall
   * @param startLayer first layer held, inclusive
   * @param endLayer last layer held, exclusive
   * @param nLayers number of layers of the whole model
   */
  public record PipelineShardMetadata(
      ModelCard modelCard,
      int deviceRank,
      int worldSize,
      boolean immediateException,
      @Nullable Double shouldTimeout,
      int startLayer,
      int endLayer,
      int nLayers)
      implements ShardMetadata {
    /** Checks the shape. */
    public PipelineShardMetadata {
      Checks.inRange(startLayer >= 0, "PipelineShardMetadata.startLayer", startLayer, "at least 0");
      Checks.inRange(endLayer >= 0, "PipelineShardMetadata.endLayer", endLayer, "at least 0");
      Checks.inRange(nLayers >= 0, "PipelineShardMetadata.nLayers", nLayers, "at least 0");
    }
  }

  /**
   * Consecutive layers of one classifier-free guidance group.
   *
   * @param modelCard the model being sharded
   * @param deviceRank rank of this shard in its group, from 0
   * @param worldSize number of shards in the group
   * @param immediateException test hook of the reference: fail at once
   * @param shouldTimeout test hook of the reference: seconds to stall
   * @param startLayer first layer held, inclusive
   * @param endLayer last layer held, exclusive
   * @param nLayers number of layers of the whole model
   * @param cfgRank which guidance group, 0 or 1
   * @param cfgWorldSize number of guidance groups
   * @param pipelineRank rank inside the pipeline of the guidance group
   * @param pipelineWorldSize length of one pipeline
   */
  public record CfgShardMetadata(
      ModelCard modelCard,
      int deviceRank,
      int worldSize,
      boolean immediateException,
      @Nullable Double shouldTimeout,
      int startLayer,
      int endLayer,
      int nLayers,
      int cfgRank,
      int cfgWorldSize,
      int pipelineRank,
      int pipelineWorldSize)
      implements ShardMetadata {
    /** Checks the shape. */
    public CfgShardMetadata {
      Checks.inRange(startLayer >= 0, "CfgShardMetadata.startLayer", startLayer, "at least 0");
      Checks.inRange(endLayer >= 0, "CfgShardMetadata.endLayer", endLayer, "at least 0");
      Checks.inRange(nLayers >= 0, "CfgShardMetadata.nLayers", nLayers, "at least 0");
    }
  }

  /**
   * A slice of every layer.
   *
   * @param modelCard the model being sharded
   * @param deviceRank rank of this shard in its group, from 0
   * @param worldSize number of shards in the group
   * @param immediateException test hook of the reference: fail at once
   * @param shouldTimeout test hook of the reference: seconds to stall
   * @param startLayer first layer held, inclusive
   * @param endLayer last layer held, exclusive
   * @param nLayers number of layers of the whole model
   */
  public record TensorShardMetadata(
      ModelCard modelCard,
      int deviceRank,
      int worldSize,
      boolean immediateException,
      @Nullable Double shouldTimeout,
      int startLayer,
      int endLayer,
      int nLayers)
      implements ShardMetadata {
    /** Checks the shape. */
    public TensorShardMetadata {
      Checks.inRange(startLayer >= 0, "TensorShardMetadata.startLayer", startLayer, "at least 0");
      Checks.inRange(endLayer >= 0, "TensorShardMetadata.endLayer", endLayer, "at least 0");
      Checks.inRange(nLayers >= 0, "TensorShardMetadata.nLayers", nLayers, "at least 0");
    }
  }
}
