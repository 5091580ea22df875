package org.exojvm.node.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.util.Objects;
import java.util.Optional;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.Instance.MlxJacclInstance;
import org.exojvm.api.instance.Instance.MlxRingInstance;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.TensorShardMetadata;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementIds;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementValidator;
import org.exojvm.api.placement.PlacementViolation;
import org.exojvm.api.placement.PlacementViolation.Rule;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.Command.CreateInstance;
import org.exojvm.core.command.Command.DeleteInstance;
import org.exojvm.core.command.Command.PlaceInstance;
import org.exojvm.core.node.Durability;
import org.exojvm.core.node.ExoNode;
import org.exojvm.node.http.ApiRequest;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.Routes;

/** Instances: reading one, creating one as the client describes it, deleting one. */
final class InstanceRoutes {

  private static final String ONE = "/instance/{instance_id}";
  private static final String ID = "instance_id";

  private final ExoNode node;
  private final Commands commands;
  private final Cards cards;
  private final DryRuns dryRuns;

  InstanceRoutes(ExoNode node, Commands commands, Cards cards, DryRuns dryRuns) {
    this.node = node;
    this.commands = commands;
    this.cards = cards;
    this.dryRuns = dryRuns;
  }

  void addTo(Routes.Builder routes) {
    routes.get(ONE, this::one).post("/instance", this::create).delete(ONE, this::delete);
  }

  private Reply one(ApiRequest request) throws Problem {
    InstanceId id = InstanceId.of(request.variable(ID));
    Instance instance = node.state().instances().get(id);
    if (instance == null) {
      throw notFound(id);
    }
    return Reply.json(200, ExoJson.api().encode(WireTypes.INSTANCE, instance));
  }

  private static Problem notFound(InstanceId id) {
    return Problem.notFound(
        "Instance not found: there is no instance %s. Maybe it is deleted already; GET /state lists them."
            .formatted(JsonBody.shown(id.value())));
  }

  private Reply create(ApiRequest request) throws Problem {
    JsonBody body = JsonBody.of(request);
    CommandId command = commands.idFor(body);
    Instance instance = instance(body);
    ModelCard card = cards.card(instance.shardAssignments().modelId());
    refuseWhatCannotWork(instance);
    Durability durability = commands.carryOut(new CreateInstance(command, instance));
    commands.settle(state -> state.instances().containsKey(instance.instanceId()));
    return Answers.receivedFor(command, durability, card);
  }

  private static Instance instance(JsonBody body) throws Problem {
    Optional<JsonNode> described = body.value("instance");
    if (described.isEmpty()) {
      throw Problem.badParameter(
          "instance", "The field 'instance' is missing. Maybe take one of /instance/placement.");
    }
    try {
      Instance instance = WireJson.decode(WireTypes.INSTANCE, described.get().toString());
      var _ = Words.id(ID, instance.instanceId().value());
      return instance;
    } catch (MalformedMessageException e) {
      throw Problem.badParameter("instance", Words.visible(e.getMessage()));
    }
  }

  /** The master looks at the shape; whether it can work is looked at here, as for a placement. */
  private void refuseWhatCannotWork(Instance instance) throws Problem {
    Optional<ShardMetadata> shard =
        instance.shardAssignments().runnerToShard().values().stream().findFirst();
    if (shard.isEmpty()) {
      return;
    }
    PlaceInstance alike =
        new PlaceInstance(
            commands.freshId(),
            shard.get().modelCard(),
            shard.get() instanceof TensorShardMetadata ? Sharding.TENSOR : Sharding.PIPELINE,
            instance.instanceMeta(),
            1);
    PlacementRequest asked =
        dryRuns
            .request(node.state(), alike)
            .withIds(new PlacementIds(instance.instanceId(), "", portOf(instance)));
    for (PlacementViolation violation : PlacementValidator.violations(asked, instance)) {
      // The ids of its runners are its own.
      if (violation.rule() != Rule.IDS) {
        throw Problem.badRequest(
            "unplaceable",
            "Instance (%s) cannot work: %s. Maybe take one of /instance/placement."
                .formatted(instance.instanceId(), Words.visible(violation.reason())));
      }
    }
  }

  /** Its port is its own too; one that cannot be read is none that works. */
  private static int portOf(Instance instance) {
    return switch (instance) {
      case MlxRingInstance ring -> ring.ephemeralPort();
      case MlxJacclInstance mesh ->
          mesh.jacclCoordinators().values().stream()
              .map(address -> Ints.tryParse(address.substring(address.lastIndexOf(':') + 1)))
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(0);
    };
  }

  private Reply delete(ApiRequest request) throws Problem {
    InstanceId id = InstanceId.of(request.variable(ID));
    if (id.value().length() > Words.MAX_ID_CHARS && !node.state().instances().containsKey(id)) {
      throw notFound(id);
    }
    CommandId command = commands.freshId();
    Durability durability = commands.carryOut(new DeleteInstance(command, id));
    commands.settle(state -> !state.instances().containsKey(id));
    return Answers.received(command, durability, ImmutableMap.of(ID, id.value()));
  }
}
