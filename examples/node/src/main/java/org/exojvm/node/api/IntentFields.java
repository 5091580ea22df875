package org.exojvm.node.api;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.node.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about an intent. Fields that are not there leave the intent as it is; those
 * that may be null are given back their default by null.
 */
final class IntentFields {

  /** What an edit may name. */
  static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "sharding",
          "instance_meta",
          "min_nodes",
          "max_nodes",
          "node_ids",
          "preferred_node_ids",
          "forbidden_node_ids",
          "required_node_policy",
          "strategy",
          "preference",
          "context_tokens",
          "concurrency",
          "paused",
          "expected_generation");

  private final JsonBody body;

  IntentFields(JsonBody body) {
    this.body = body;
  }

  /** Returns the intent with what the request says. */
  MetaInstanceSpec applyTo(MetaInstanceSpec intent) throws Problem {
    MetaInstanceSpec spec = intent;
    Optional<String> sharding = body.string("sharding");
    if (sharding.isPresent()) {
      spec = spec.withSharding(Words.sharding(sharding.get()));
    }
    Optional<String> meta = body.string("instance_meta");
    if (meta.isPresent()) {
      spec = spec.withInstanceMeta(Words.instanceMeta(meta.get()));
    }
    Optional<String> policy = body.string("required_node_policy");
    if (policy.isPresent()) {
      spec = spec.withRequiredNodePolicy(Words.requiredNodePolicy(policy.get()));
    }
    return checked(withWishes(withNodes(spec)));
  }

  private MetaInstanceSpec withNodes(MetaInstanceSpec intent) throws Problem {
    return intent
        .withMinNodes(body.integer("min_nodes").orElse(intent.minNodes()))
        .withMaxNodes(numberOr("max_nodes", intent.maxNodes()))
        .withNodeIds(body.isNull("node_ids") ? null : nodes("node_ids").orElse(intent.nodeIds()))
        .withPreferredNodes(nodesOr("preferred_node_ids", intent.preferredNodes()))
        .withForbiddenNodes(nodesOr("forbidden_node_ids", intent.forbiddenNodes()));
  }

  private MetaInstanceSpec withWishes(MetaInstanceSpec intent) throws Problem {
    MetaInstanceSpec spec =
        intent
            .withContextTokens(numberOr("context_tokens", intent.contextTokens()))
            .withConcurrency(numberOr("concurrency", intent.concurrency()));
    if (body.has("strategy")) {
      spec =
          spec.withStrategy(
              body.isNull("strategy") ? null : body.requiredId("strategy", name -> name));
    }
    if (body.isNull("preference")) {
      spec = spec.withPreference(null);
    } else if (body.has("preference")) {
      spec = spec.withPreference(Words.preference(body.requiredId("preference", name -> name)));
    }
    return spec;
  }

  private @Nullable Integer numberOr(String name, @Nullable Integer present) throws Problem {
    return body.isNull(name) ? null : body.integer(name).orElse(present);
  }

  private ImmutableList<NodeId> nodesOr(String name, ImmutableList<NodeId> present) throws Problem {
    return body.isNull(name) ? ImmutableList.of() : nodes(name).orElse(present);
  }

  private Optional<ImmutableList<NodeId>> nodes(String name) throws Problem {
    return body.ids(name, NodeId::of);
  }

  /**
   * Refuses what contradicts itself. The master would refuse most of it too, but cannot say which
   * field is to blame.
   */
  private static MetaInstanceSpec checked(MetaInstanceSpec spec) throws Problem {
    atLeastOne("min_nodes", spec.minNodes());
    atLeastOne("context_tokens", spec.contextTokens());
    atLeastOne("concurrency", spec.concurrency());
    Integer max = spec.maxNodes();
    if (max != null && max < spec.minNodes()) {
      throw Problem.badParameter(
          "max_nodes",
          "'max_nodes' is %d and 'min_nodes' is %d. Maybe lower the latter, or raise the former."
              .formatted(max, spec.minNodes()));
    }
    ImmutableSet<NodeId> required = ImmutableSet.copyOf(spec.requiredNodes());
    if (max != null && required.size() > max) {
      throw Problem.badParameter(
          "node_ids",
          "'node_ids' names %d nodes and 'max_nodes' is %d. Maybe require fewer, or raise the latter."
              .formatted(required.size(), max));
    }
    requireApart("node_ids", required, "required", spec);
    requireApart("preferred_node_ids", spec.preferredNodes(), "preferred", spec);
    return spec;
  }

  private static void atLeastOne(String name, @Nullable Integer value) throws Problem {
    if (value != null && value < 1) {
      throw Problem.badParameter(
          name, "'%s' is %d, and at least 1 is needed. Maybe leave it out.".formatted(name, value));
    }
  }

  private static void requireApart(
      String name, Iterable<NodeId> nodes, String what, MetaInstanceSpec spec) throws Problem {
    for (NodeId node : nodes) {
      if (spec.forbiddenNodes().contains(node)) {
        throw Problem.badParameter(
            name,
            "Node (%s) is both %s and forbidden. Maybe take it off one of the lists."
                .formatted(JsonBody.shown(node.value()), what));
      }
    }
  }

  /** Returns whether the intent shall be paused, if the request says so. */
  Optional<Boolean> paused() throws Problem {
    return body.bool("paused");
  }

  /** Returns the generation that the intent must have for the request to count. */
  Optional<Long> expectedGeneration() throws Problem {
    return body.isNull("expected_generation")
        ? Optional.empty()
        : body.longInteger("expected_generation");
  }
}
