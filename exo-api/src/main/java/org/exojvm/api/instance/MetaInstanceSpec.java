package org.exojvm.api.instance;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What an intent asks for. The shape is checked here, the meaning (min above max, overlapping
 * lists, an unknown strategy) when the command that declares it is admitted.
 *
 * @param metaInstanceId id of the intent
 * @param modelId model to keep placed
 * @param sharding how the model is split
 * @param instanceMeta communication back end
 * @param minNodes least number of nodes; never relaxed
 * @param nodeIds required nodes; null and empty both mean none, and are kept apart on the wire
 * @param maxNodes largest number of nodes, null for no bound (extension)
 * @param preferredNodes nodes to take before others when all else is equal (extension)
 * @param forbiddenNodes nodes never to use (extension)
 * @param requiredNodePolicy what happens when a required node has left (extension)
 * @param strategy name of the placement strategy, null for the default (extension)
 * @param preference what to optimise for, null for the strategy's own order (extension)
 * @param contextTokens tokens of context each request may use, null for the default of the master
 *     (extension)
 * @param concurrency requests at a time to keep memory for, null for the default of the master
 *     (extension)
 * @param generation counts edits of the intent, from 0 (extension)
 */
@Value.Builder
public record MetaInstanceSpec(
    MetaInstanceId metaInstanceId,
    ModelId modelId,
    Sharding sharding,
    InstanceMeta instanceMeta,
    int minNodes,
    @Nullable ImmutableList<NodeId> nodeIds,
    @Nullable Integer maxNodes,
    ImmutableList<NodeId> preferredNodes,
    ImmutableList<NodeId> forbiddenNodes,
    RequiredNodePolicy requiredNodePolicy,
    @Nullable String strategy,
    @Nullable PlacementPreference preference,
    @Nullable Integer contextTokens,
    @Nullable Integer concurrency,
    long generation)
    implements WithMetaInstanceSpec {

  /** Returns an intent with the reference's defaults: pipeline, ring, one node or more. */
  public static MetaInstanceSpec of(MetaInstanceId id, ModelId model) {
    return new MetaInstanceSpec(
        id,
        model,
        Sharding.PIPELINE,
        InstanceMeta.MLX_RING,
        1,
        null,
        null,
        ImmutableList.of(),
        ImmutableList.of(),
        RequiredNodePolicy.RELAX_WHEN_DEAD,
        null,
        null,
        null,
        null,
        0);
  }

  /** Returns the required nodes, empty when there are none. */
  public ImmutableList<NodeId> requiredNodes() {
    return nodeIds == null ? ImmutableList.of() : nodeIds;
  }
}
