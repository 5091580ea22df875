package org.exojvm.node.api;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.util.Map;
import java.util.Optional;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.api.instance.ShardMetadata.PipelineShardMetadata;
import org.exojvm.api.model.ModelCard;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.command.DownloadCommand.CancelDownload;
import org.exojvm.core.command.DownloadCommand.DeleteDownload;
import org.exojvm.core.command.DownloadCommand.StartDownload;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.state.State;
import org.exojvm.node.http.ApiRequest;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.Routes;

/**
 * Models on the disks of nodes. What is asked of a node gets no answer from it: GET /download says
 * what came of it.
 */
final class DownloadRoutes {

  private static final String TARGET = "target_node_id";
  private static final String SHARD = "shard_metadata";

  private final ExoNode node;
  private final Commands commands;
  private final Cards cards;

  DownloadRoutes(ExoNode node, Commands commands, Cards cards) {
    this.node = node;
    this.commands = commands;
    this.cards = cards;
  }

  void addTo(Routes.Builder routes) {
    routes
        .get("/download", request -> all())
        .post("/download/start", this::start)
        .post("/download/cancel", this::cancel)
        .delete("/download/{node_id}/{model_id*}", this::delete);
  }

  private Reply all() {
    StringBuilder all = new StringBuilder("{");
    for (Map.Entry<NodeId, ImmutableList<DownloadProgress>> downloads :
        node.state().downloads().entries()) {
      all.append(all.length() > 1 ? "," : "")
          .append(Answers.quoted(downloads.getKey().value()))
          .append(":[");
      String comma = "";
      for (DownloadProgress download : downloads.getValue()) {
        all.append(comma).append(ExoJson.api().encode(WireTypes.DOWNLOAD_PROGRESS, download));
        comma = ",";
      }
      all.append(']');
    }
    return Reply.json(200, all.append('}').toString());
  }

  private Reply start(ApiRequest request) throws Problem {
    JsonBody body = JsonBody.of(request);
    NodeId target = body.requiredId(TARGET, NodeId::of);
    ShardMetadata shard = shard(body);
    requireNode(target);
    return send(new StartDownload(commands.freshId(), target, shard));
  }

  /** The reference's clients name a shard, ours a model: all of it is fetched either way. */
  private ShardMetadata shard(JsonBody body) throws Problem {
    if (body.has(SHARD)) {
      String described = body.value(SHARD).map(Object::toString).orElse("");
      try {
        ShardMetadata shard = WireJson.decode(WireTypes.SHARD_METADATA, described);
        var _ = cards.card(shard.modelCard().modelId());
        return shard;
      } catch (MalformedMessageException e) {
        throw Problem.badParameter(SHARD, Words.visible(e.getMessage()));
      }
    }
    ModelCard card = cards.card(body.requiredId("model_id", ModelId::of));
    return new PipelineShardMetadata(card, 0, 1, false, null, 0, card.nLayers(), card.nLayers());
  }

  private Reply cancel(ApiRequest request) throws Problem {
    JsonBody body = JsonBody.of(request);
    NodeId target = body.requiredId(TARGET, NodeId::of);
    ModelId model = body.requiredId("model_id", ModelId::of);
    requireUnneeded(target, model);
    return send(new CancelDownload(commands.freshId(), target, model));
  }

  private Reply delete(ApiRequest request) throws Problem {
    NodeId target = NodeId.of(request.variable("node_id"));
    String model = request.variable("model_id");
    if (model.isEmpty()) {
      throw Problem.notFound("No model is named. Maybe add its id to the path.");
    }
    requireUnneeded(target, ModelId.of(model));
    return send(new DeleteDownload(commands.freshId(), target, ModelId.of(model)));
  }

  private void requireNode(NodeId target) throws Problem {
    if (!node.state().topology().contains(target)) {
      throw Problem.notFound(
          "Node (%s) is not in the cluster. Maybe wait until it has joined."
              .formatted(JsonBody.shown(target.value())));
    }
  }

  private void requireUnneeded(NodeId target, ModelId model) throws Problem {
    requireNode(target);
    State state = node.state();
    ImmutableList<DownloadProgress> downloads = state.downloads().get(target);
    boolean isThere =
        downloads != null
            && downloads.stream()
                .anyMatch(one -> one.shardMetadata().modelCard().modelId().equals(model));
    if (!isThere) {
      throw Problem.notFound(
          "Node (%s) has no download of %s. Maybe look at GET /download."
              .formatted(target, JsonBody.shown(model.value())));
    }
    Optional<Instance> needing =
        Streams.stream(state.instances().values())
            .filter(one -> one.shardAssignments().modelId().equals(model))
            .filter(one -> one.shardAssignments().nodeToRunner().containsKey(target))
            .findFirst();
    if (needing.isPresent()) {
      throw Problem.conflict(
          "model_in_use",
          "Instance (%s) needs %s on node (%s), which would fetch it again. Maybe delete that first."
              .formatted(needing.get().instanceId(), model, target));
    }
  }

  private Reply send(DownloadCommand command) throws Problem {
    if (!node.send(command)) {
      throw Problem.unavailable(
          "unavailable", "This node takes no part in the cluster now. Maybe ask another.");
    }
    return Answers.json(
        json -> json.put("commandId", command.commandId().value()).put("message", "Command sent."));
  }
}
