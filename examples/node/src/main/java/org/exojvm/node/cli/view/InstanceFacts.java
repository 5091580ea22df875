package org.exojvm.node.cli.view;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;

/**
 * An instance.
 *
 * @param id its id
 * @param meta its communication back end, such as {@code MlxRing}
 * @param model its model
 * @param intent the intent it backs, if it backs one
 * @param runnerByNode the runner on each of its nodes, in order of rank
 * @param layersByNode what each holds, such as {@code 0-14 of 28}
 */
public record InstanceFacts(
    String id,
    String meta,
    String model,
    Optional<String> intent,
    ImmutableMap<String, String> runnerByNode,
    ImmutableMap<String, String> layersByNode) {

  private static final String SUFFIX = "Instance";

  /** Reads {@code {"MlxRingInstance":{...}}}. */
  public static InstanceFacts of(Look tagged) {
    Look body = tagged.tagged();
    Look assignments = body.at("shard_assignments");
    ImmutableMap.Builder<String, String> runners = ImmutableMap.builder();
    ImmutableMap.Builder<String, String> layers = ImmutableMap.builder();
    for (Map.Entry<String, Look> rank : assignments.at("node_to_runner").entries().entrySet()) {
      String runner = rank.getValue().raw().orElse("");
      runners.put(rank.getKey(), runner);
      layers.put(rank.getKey(), layers(assignments.at("runner_to_shard").entry(runner).tagged()));
    }
    String tag = tagged.tag();
    return new InstanceFacts(
        body.at("instance_id").raw().orElse(""),
        tag.endsWith(SUFFIX) ? tag.substring(0, tag.length() - SUFFIX.length()) : tag,
        assignments.at("model_id").raw().orElse(""),
        body.at("meta_instance_id").raw(),
        runners.buildOrThrow(),
        layers.buildOrThrow());
  }

  private static String layers(Look shard) {
    return "%s-%s of %s"
        .formatted(
            shard.at("start_layer").text(),
            shard.at("end_layer").text(),
            shard.at("n_layers").text());
  }
}
