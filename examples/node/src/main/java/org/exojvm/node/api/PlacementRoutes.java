package org.exojvm.node.api;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.ModelCard;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.Command.PlaceInstance;
import org.exojvm.core.node.Durability;
import org.exojvm.node.http.ApiRequest;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.Routes;

/** Placements without an intent: what one would be, all there are, and having one made. */
final class PlacementRoutes {

  private final Commands commands;
  private final Cards cards;
  private final DryRuns dryRuns;
  private final PreviewList previews;

  PlacementRoutes(Commands commands, Cards cards, DryRuns dryRuns, PreviewList previews) {
    this.commands = commands;
    this.cards = cards;
    this.dryRuns = dryRuns;
    this.previews = previews;
  }

  void addTo(Routes.Builder routes) {
    routes
        .get("/instance/placement", this::placement)
        .get("/instance/previews", this::previews)
        .post("/place_instance", this::place)
        .post("/instance/place", this::place);
  }

  private Reply placement(ApiRequest request) throws Problem {
    Query query = Query.of(request);
    ModelId model = query.requiredId("model_id", ModelId::of);
    Sharding sharding = sharding(query.word("sharding"));
    InstanceMeta meta = instanceMeta(query.word("instance_meta"));
    int minNodes = (int) query.number("min_nodes", 1, Integer.MAX_VALUE, 1);
    PlaceInstance wanted =
        new PlaceInstance(commands.freshId(), cards.card(model), sharding, meta, minNodes);
    return Reply.json(
        200, ExoJson.api().encode(WireTypes.INSTANCE, dryRuns.of(wanted).placed().instance()));
  }

  private Reply previews(ApiRequest request) throws Problem {
    Query query = Query.of(request);
    ModelId model = query.requiredId("model_id", ModelId::of);
    ImmutableSet<NodeId> among = query.ids("node_ids", NodeId::of);
    return Reply.json(200, previews.of(cards.card(model), among));
  }

  private Reply place(ApiRequest request) throws Problem {
    JsonBody body = JsonBody.of(request);
    ModelId model = body.requiredId("model_id", ModelId::of);
    Sharding sharding = sharding(body.string("sharding"));
    InstanceMeta meta = instanceMeta(body.string("instance_meta"));
    int minNodes = body.integer("min_nodes").orElse(1);
    if (minNodes < 1) {
      throw Problem.badParameter(
          "min_nodes", "min_nodes is %d, and at least 1 is needed.".formatted(minNodes));
    }
    ModelCard card = cards.card(model);
    PlaceInstance command = new PlaceInstance(commands.idFor(body), card, sharding, meta, minNodes);
    var _ = dryRuns.of(command).placed();
    Durability durability = commands.carryOut(command);
    return Answers.receivedFor(command.commandId(), durability, card);
  }

  private static Sharding sharding(Optional<String> word) throws Problem {
    return word.isPresent() ? Words.sharding(word.get()) : Sharding.PIPELINE;
  }

  private static InstanceMeta instanceMeta(Optional<String> word) throws Problem {
    return word.isPresent() ? Words.instanceMeta(word.get()) : InstanceMeta.MLX_RING;
  }
}
