package org.exojvm.examples.quickstart;

import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.ModelCard;
import org.exojvm.examples.cluster.ClusterDescription;
import org.jspecify.annotations.Nullable;

/**
 * What is played.
 *
 * @param cluster the cluster
 * @param model the model to keep placed
 * @param sharding how it is split
 * @param instanceMeta communication back end
 * @param minNodes least number of nodes
 * @param strategy placement strategy, null for the default
 */
record StoryPlan(
    ClusterDescription cluster,
    ModelCard model,
    Sharding sharding,
    InstanceMeta instanceMeta,
    int minNodes,
    @Nullable String strategy) {

  /** The intent of the story. */
  static final MetaInstanceId INTENT = MetaInstanceId.of("quickstart");

  MetaInstance intent() {
    return MetaInstance.of(
        MetaInstanceSpec.of(INTENT, model.modelId())
            .withSharding(sharding)
            .withInstanceMeta(instanceMeta)
            .withMinNodes(minNodes)
            .withStrategy(strategy));
  }
}
