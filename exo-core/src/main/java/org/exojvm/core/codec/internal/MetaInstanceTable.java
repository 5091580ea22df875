package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.BOOLEAN;
import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Scalars.STRING;
import static org.exojvm.core.codec.internal.Slots.parts;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.instance.MetaInstanceStatus;
import org.exojvm.api.instance.PlacementDeferral;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.instance.RequiredNodePolicy;
import org.exojvm.api.instance.Sharding;

/** Intents: specification and status as one flat object, the reference's fields first. */
public final class MetaInstanceTable {

  public static final EnumCodec<RequiredNodePolicy> REQUIRED_NODE_POLICY =
      EnumCodec.of(RequiredNodePolicy.class, RequiredNodePolicy::wireName);
  public static final EnumCodec<PlacementPreference> PLACEMENT_PREFERENCE =
      EnumCodec.of(PlacementPreference.class, PlacementPreference::wireName);

  private static final ValueCodec<ImmutableList<NodeId>> NODES = ListCodec.of(Ids.NODE);

  private static final RecordCodec<PlacementDeferral> PLACEMENT_DEFERRAL =
      RecordCodec.<PlacementDeferral>record("PlacementDeferral")
          .required("round", INT)
          .required("delay_ticks", LONG)
          .required("reason", STRING)
          .build(
              s -> new PlacementDeferral(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.round(), v.delayTicks(), v.reason()));

  public static final RecordCodec<MetaInstance> META_INSTANCE =
      RecordCodec.<MetaInstance>record("MetaInstance")
          .required("meta_instance_id", Ids.META_INSTANCE)
          .required("model_id", Ids.MODEL)
          .optional("sharding", ModelTables.SHARDING, Sharding.PIPELINE)
          .optional("instance_meta", ModelTables.INSTANCE_META, InstanceMeta.MLX_RING)
          .optional("min_nodes", INT, 1)
          .nullable("node_ids", NODES)
          .nullable("placement_error", STRING)
          .optional("consecutive_failures", INT, 0)
          .nullable("last_failure_error", STRING)
          .nullableExtension("max_nodes", INT)
          .extension("preferred_nodes", NODES, ImmutableList.of())
          .extension("forbidden_nodes", NODES, ImmutableList.of())
          .extension(
              "required_node_policy", REQUIRED_NODE_POLICY, RequiredNodePolicy.RELAX_WHEN_DEAD)
          .nullableExtension("strategy", STRING)
          .nullableExtension("preference", PLACEMENT_PREFERENCE)
          .nullableExtension("context_tokens", INT)
          .nullableExtension("concurrency", INT)
          .extension("generation", LONG, 0L)
          .extension("observed_generation", LONG, 0L)
          .extension("relaxed_nodes", NODES, ImmutableList.of())
          .extension("failed_rounds", INT, 0)
          .nullableExtension("placement_deferral", PLACEMENT_DEFERRAL)
          .extension("paused", BOOLEAN, false)
          .build(
              s -> new MetaInstance(spec(s), status(s)),
              v ->
                  parts(
                      v.id(),
                      v.spec().modelId(),
                      v.spec().sharding(),
                      v.spec().instanceMeta(),
                      v.spec().minNodes(),
                      v.spec().nodeIds(),
                      v.status().placementError(),
                      v.status().consecutiveFailures(),
                      v.status().lastFailureError(),
                      v.spec().maxNodes(),
                      v.spec().preferredNodes(),
                      v.spec().forbiddenNodes(),
                      v.spec().requiredNodePolicy(),
                      v.spec().strategy(),
                      v.spec().preference(),
                      v.spec().contextTokens(),
                      v.spec().concurrency(),
                      v.spec().generation(),
                      v.status().observedGeneration(),
                      v.status().relaxedNodes(),
                      v.status().failedRounds(),
                      v.status().deferral(),
                      v.status().paused()));

  private MetaInstanceTable() {}

  private static MetaInstanceSpec spec(Slots s) {
    return new MetaInstanceSpec(
        s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(9), s.at(10), s.at(11), s.at(12),
        s.at(13), s.at(14), s.at(15), s.at(16), s.at(17));
  }

  private static MetaInstanceStatus status(Slots s) {
    return new MetaInstanceStatus(
        s.at(6), s.at(7), s.at(8), s.at(18), s.at(19), s.at(20), s.at(21), s.at(22));
  }
}
