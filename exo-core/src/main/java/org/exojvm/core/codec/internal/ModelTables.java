package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.NodeTables.MEMORY;
import static org.exojvm.core.codec.internal.Scalars.BOOLEAN;
import static org.exojvm.core.codec.internal.Scalars.DOUBLE;
import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.STRING;
import static org.exojvm.core.codec.internal.Slots.parts;

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
          .required("component_name", STRING)
          .required("component_path", STRING)
          .required("storage_size", MEMORY)
          .nullable("n_layers", INT)
          .required("can_shard", BOOLEAN)
          .nullable("safetensors_index_filename", STRING)
          .build(
              s -> new ComponentInfo(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5)),
              v ->
                  parts(
                      v.componentName(),
                      v.componentPath(),
                      v.storageSize(),
                      v.nLayers(),
                      v.canShard(),
                      v.safetensorsIndexFilename()));

  public static final RecordCodec<ModelCard> MODEL_CARD =
      RecordCodec.<ModelCard>record("ModelCard")
          .required("model_id", Ids.MODEL)
          .required("storage_size", MEMORY)
          .required("n_layers", INT)
          .required("hidden_size", INT)
          .required("supports_tensor", BOOLEAN)
          .required("tasks", ListCodec.of(MODEL_TASK))
          .nullable("components", ListCodec.of(COMPONENT_INFO))
          .optional("family", STRING, "")
          .optional("quantization", STRING, "")
          .optional("base_model", STRING, "")
          .optional("capabilities", ListCodec.of(STRING), ImmutableList.of())
          .optional("uses_cfg", BOOLEAN, false)
          .extension("supports_pipeline", BOOLEAN, true)
          .build(
              s ->
                  new ModelCard(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7),
                      s.at(8), s.at(9), s.at(10), s.at(11), s.at(12)),
              v ->
                  parts(
                      v.modelId(),
                      v.storageSize(),
                      v.nLayers(),
                      v.hiddenSize(),
                      v.supportsTensor(),
                      v.tasks(),
                      v.components(),
                      v.family(),
                      v.quantization(),
                      v.baseModel(),
                      v.capabilities(),
                      v.usesCfg(),
                      v.supportsPipeline()));

  public static final RecordCodec<PipelineShardMetadata> PIPELINE_SHARD_METADATA =
      RecordCodec.<PipelineShardMetadata>record("PipelineShardMetadata")
          .required("model_card", MODEL_CARD)
          .required("device_rank", INT)
          .required("world_size", INT)
          .optional("immediate_exception", BOOLEAN, false)
          .nullable("should_timeout", DOUBLE)
          .required("start_layer", INT)
          .required("end_layer", INT)
          .required("n_layers", INT)
          .build(
              s ->
                  new PipelineShardMetadata(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7)),
              v ->
                  parts(
                      v.modelCard(),
                      v.deviceRank(),
                      v.worldSize(),
                      v.immediateException(),
                      v.shouldTimeout(),
                      v.startLayer(),
                      v.endLayer(),
                      v.nLayers()));

  public static final RecordCodec<CfgShardMetadata> CFG_SHARD_METADATA =
      RecordCodec.<CfgShardMetadata>record("CfgShardMetadata")
          .required("model_card", MODEL_CARD)
          .required("device_rank", INT)
          .required("world_size", INT)
          .optional("immediate_exception", BOOLEAN, false)
          .nullable("should_timeout", DOUBLE)
          .required("start_layer", INT)
          .required("end_layer", INT)
          .required("n_layers", INT)
          .required("cfg_rank", INT)
          .optional("cfg_world_size", INT, 2)
          .required("pipeline_rank", INT)
          .required("pipeline_world_size", INT)
          .build(
              s ->
                  new CfgShardMetadata(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7),
                      s.at(8), s.at(9), s.at(10), s.at(11)),
              v ->
                  parts(
                      v.modelCard(),
                      v.deviceRank(),
                      v.worldSize(),
                      v.immediateException(),
                      v.shouldTimeout(),
                      v.startLayer(),
                      v.endLayer(),
                      v.nLayers(),
                      v.cfgRank(),
                      v.cfgWorldSize(),
                      v.pipelineRank(),
                      v.pipelineWorldSize()));

  public static final RecordCodec<TensorShardMetadata> TENSOR_SHARD_METADATA =
      RecordCodec.<TensorShardMetadata>record("TensorShardMetadata")
          .required("model_card", MODEL_CARD)
          .required("device_rank", INT)
          .required("world_size", INT)
          .optional("immediate_exception", BOOLEAN, false)
          .nullable("should_timeout", DOUBLE)
          .required("start_layer", INT)
          .required("end_layer", INT)
          .required("n_layers", INT)
          .build(
              s ->
                  new TensorShardMetadata(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7)),
              v ->
                  parts(
                      v.modelCard(),
                      v.deviceRank(),
                      v.worldSize(),
                      v.immediateException(),
                      v.shouldTimeout(),
                      v.startLayer(),
                      v.endLayer(),
                      v.nLayers()));

  public static final UnionCodec<ShardMetadata> SHARD_METADATA =
      UnionCodec.<ShardMetadata>union("ShardMetadata")
          .variant(PipelineShardMetadata.class, PIPELINE_SHARD_METADATA)
          .variant(CfgShardMetadata.class, CFG_SHARD_METADATA)
          .variant(TensorShardMetadata.class, TENSOR_SHARD_METADATA)
          .build();

  private ModelTables() {}
}
