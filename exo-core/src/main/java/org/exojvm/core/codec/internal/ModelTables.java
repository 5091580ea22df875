package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.NodeTables.MEMORY;
import static org.exojvm.core.codec.internal.Scalars.BOOLEAN;
import static org.exojvm.core.codec.internal.Scalars.DOUBLE;
import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.STRING;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.CfgShardMetadata;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.ComponentInfo;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.model.ModelTask;

/** Model cards and the shards of models. */
public final class ModelTables {

  public static final EnumCodec<ModelTask> MODEL_TASK =
      EnumCodec.of(ModelTask.class, ModelTask::wireName);
  public static final EnumCodec<Sharding> SHARDING =
      EnumCodec.of(Sharding.class, Sharding::wireName);
  public static final EnumCodec<InstanceMeta> INSTANCE_META =
      EnumCodec.of(InstanceMeta.class, InstanceMeta::wireName);

  public static final RecordCodec<ComponentInfo> COMPONENT_INFO =
      RecordCodec.<ComponentInfo>record("ComponentInfo")
          .required("component_name", STRING, ComponentInfo::componentName)
          .required("component_path", STRING, ComponentInfo::componentPath)
          .required("storage_size", MEMORY, ComponentInfo::storageSize)
          .nullable("n_layers", INT, ComponentInfo::nLayers)
          .required("can_shard", BOOLEAN, ComponentInfo::canShard)
          .nullable("safetensors_index_filename", STRING, ComponentInfo::safetensorsIndexFilename)
          .build(s -> new ComponentInfo(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5)));

  public static final RecordCodec<ModelCard> MODEL_CARD =
      RecordCodec.<ModelCard>record("ModelCard")
          .required("model_id", Ids.MODEL, ModelCard::modelId)
          .required("storage_size", MEMORY, ModelCard::storageSize)
          .required("n_layers", INT, ModelCard::nLayers)
          .required("hidden_size", INT, ModelCard::hiddenSize)
          .required("supports_tensor", BOOLEAN, ModelCard::supportsTensor)
          .required("tasks", ListCodec.of(MODEL_TASK), ModelCard::tasks)
          .nullable("components", ListCodec.of(COMPONENT_INFO), ModelCard::components)
          .optional("family", STRING, ModelCard::family, "")
          .optional("quantization", STRING, ModelCard::quantization, "")
          .optional("base_model", STRING, ModelCard::baseModel, "")
          .optional(
              "capabilities", ListCodec.of(STRING), ModelCard::capabilities, ImmutableList.of())
          .optional("uses_cfg", BOOLEAN, ModelCard::usesCfg, false)
          .extension("supports_pipeline", BOOLEAN, ModelCard::supportsPipeline, true)
          .build(
              s ->
                  new ModelCard(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7),
                      s.at(8), s.at(9), s.at(10), s.at(11), s.at(12)));

  public static final RecordCodec<PipelineShardMetadata> PIPELINE_SHARD_METADATA =
      RecordCodec.<PipelineShardMetadata>record("PipelineShardMetadata")
          .required("model_card", MODEL_CARD, PipelineShardMetadata::modelCard)
          .required("device_rank", INT, PipelineShardMetadata::deviceRank)
          .required("world_size", INT, PipelineShardMetadata::worldSize)
          .optional(
              "immediate_exception", BOOLEAN, PipelineShardMetadata::immediateException, false)
          .nullable("should_timeout", DOUBLE, PipelineShardMetadata::shouldTimeout)
          .required("start_layer", INT, PipelineShardMetadata::startLayer)
          .required("end_layer", INT, PipelineShardMetadata::endLayer)
          .required("n_layers", INT, PipelineShardMetadata::nLayers)
          .build(
              s ->
                  new PipelineShardMetadata(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7)));

  public static final RecordCodec<CfgShardMetadata> CFG_SHARD_METADATA =
      RecordCodec.<CfgShardMetadata>record("CfgShardMetadata")
          .required("model_card", MODEL_CARD, CfgShardMetadata::modelCard)
          .required("device_rank", INT, CfgShardMetadata::deviceRank)
          .required("world_size", INT, CfgShardMetadata::worldSize)
          .optional("immediate_exception", BOOLEAN, CfgShardMetadata::immediateException, false)
          .nullable("should_timeout", DOUBLE, CfgShardMetadata::shouldTimeout)
          .required("start_layer", INT, CfgShardMetadata::startLayer)
          .required("end_layer", INT, CfgShardMetadata::endLayer)
          .required("n_layers", INT, CfgShardMetadata::nLayers)
          .required("cfg_rank", INT, CfgShardMetadata::cfgRank)
          .optional("cfg_world_size", INT, CfgShardMetadata::cfgWorldSize, 2)
          .required("pipeline_rank", INT, CfgShardMetadata::pipelineRank)
          .required("pipeline_world_size", INT, CfgShardMetadata::pipelineWorldSize)
          .build(
              s ->
                  new CfgShardMetadata(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7),
                      s.at(8), s.at(9), s.at(10), s.at(11)));

  public static final RecordCodec<TensorShardMetadata> TENSOR_SHARD_METADATA =
      RecordCodec.<TensorShardMetadata>record("TensorShardMetadata")
          .required("model_card", MODEL_CARD, TensorShardMetadata::modelCard)
          .required("device_rank", INT, TensorShardMetadata::deviceRank)
          .required("world_size", INT, TensorShardMetadata::worldSize)
          .optional("immediate_exception", BOOLEAN, TensorShardMetadata::immediateException, false)
          .nullable("should_timeout", DOUBLE, TensorShardMetadata::shouldTimeout)
          .required("start_layer", INT, TensorShardMetadata::startLayer)
          .required("end_layer", INT, TensorShardMetadata::endLayer)
          .required("n_layers", INT, TensorShardMetadata::nLayers)
          .build(
              s ->
                  new TensorShardMetadata(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7)));

  public static final UnionCodec<ShardMetadata> SHARD_METADATA =
      UnionCodec.<ShardMetadata>union("ShardMetadata")
          .variant(PipelineShardMetadata.class, PIPELINE_SHARD_METADATA)
          .variant(CfgShardMetadata.class, CFG_SHARD_METADATA)
          .variant(TensorShardMetadata.class, TENSOR_SHARD_METADATA)
          .build();

  private ModelTables() {}
}
