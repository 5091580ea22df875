package org.exojvm.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.instance.RequiredNodePolicy;
import org.exojvm.api.instance.Sharding;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.cli.client.ApiClient;
import org.exojvm.node.terminal.WireNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an intent may ask for. What is not given is left to the node, or left as it is. */
final class WishOptions {

  @Option(
      names = "--sharding",
      paramLabel = "S",
      converter = WireNames.ShardingConverter.class,
      completionCandidates = WireNames.ShardingConverter.class,
      description = "Pipeline or Tensor.")
  @Nullable Sharding sharding;

  @Option(
      names = "--instance-meta",
      paramLabel = "M",
      converter = WireNames.InstanceMetaConverter.class,
      completionCandidates = WireNames.InstanceMetaConverter.class,
      description = "MlxRing or MlxJaccl, which means RDMA.")
  @Nullable InstanceMeta instanceMeta;

  @Option(names = "--min-nodes", paramLabel = "N", description = "Least number of nodes.")
  @Nullable Integer minNodes;

  @Option(names = "--max-nodes", paramLabel = "N", description = "Largest number of nodes.")
  @Nullable Integer maxNodes;

  @Option(
      names = "--require",
      paramLabel = "NODE",
      description = "This node must take part; by id or by name. May be repeated.")
  @Nullable List<String> require;

  @Option(
      names = "--prefer",
      paramLabel = "NODE",
      description = "Take this node before others. May be repeated.")
  @Nullable List<String> prefer;

  @Option(
      names = "--forbid",
      paramLabel = "NODE",
      description = "This node must not take part. May be repeated.")
  @Nullable List<String> forbid;

  @Option(
      names = "--required-node-policy",
      // A label of its own: picocli names what a shell completes by it.
      paramLabel = "POLICY",
      converter = WireNames.RequiredNodePolicyConverter.class,
      completionCandidates = WireNames.RequiredNodePolicyConverter.class,
      description = "relaxWhenDead: a required node that left may be replaced; or strict.")
  @Nullable RequiredNodePolicy policy;

  @Option(names = "--strategy", paramLabel = "NAME", description = "Placement strategy.")
  @Nullable String strategy;

  @Option(
      names = "--preference",
      paramLabel = "P",
      converter = WireNames.PreferenceConverter.class,
      completionCandidates = WireNames.PreferenceConverter.class,
      description = "interactivity, throughput, spread or pack.")
  @Nullable PlacementPreference preference;

  @Option(
      names = "--context",
      paramLabel = "TOKENS",
      description = "Tokens of context to keep memory for, per request.")
  @Nullable Integer context;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Requests at a time to keep memory for.")
  @Nullable Integer concurrency;

  /** Adds what is given to the body of a request; says what went wrong on the way, or null. */
  Answer.@Nullable Failure addTo(ObjectNode body, ApiClient client) throws MisuseException {
    text(body, "sharding", sharding == null ? null : sharding.wireName());
    text(body, "instance_meta", instanceMeta == null ? null : instanceMeta.wireName());
    number(body, "min_nodes", minNodes);
    number(body, "max_nodes", maxNodes);
    text(body, "required_node_policy", policy == null ? null : policy.wireName());
    text(body, "strategy", strategy);
    text(body, "preference", preference == null ? null : preference.wireName());
    number(body, "context_tokens", context);
    number(body, "concurrency", concurrency);
    return addNodes(body, client);
  }

  private Answer.@Nullable Failure addNodes(ObjectNode body, ApiClient client)
      throws MisuseException {
    Answer.Failure why = nodes(body, "node_ids", require, client);
    why = why == null ? nodes(body, "preferred_node_ids", prefer, client) : why;
    return why == null ? nodes(body, "forbidden_node_ids", forbid, client) : why;
  }

  private static Answer.@Nullable Failure nodes(
      ObjectNode body, String field, @Nullable List<String> called, ApiClient client)
      throws MisuseException {
    if (called == null) {
      return null;
    }
    return switch (NodeIds.of(client, called)) {
      case NodeIds.Failed(var why) -> why;
      case NodeIds.Found(var ids) -> {
        ArrayNode array = body.putArray(field);
        ids.forEach(array::add);
        yield null;
      }
    };
  }

  private static void text(ObjectNode body, String field, @Nullable String value) {
    if (value != null) {
      body.put(field, value);
    }
  }

  private static void number(ObjectNode body, String field, @Nullable Integer value) {
    if (value != null) {
      body.put(field, value);
    }
  }
}
