package org.exojvm.node.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Set;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.Command.PlaceInstance;
import org.exojvm.core.master.DirectRequests;
import org.exojvm.core.state.State;
import org.exojvm.node.http.Problem;
import org.exojvm.node.program.NodeAccess;

/**
 * The ways of placing a model, as the reference lists them: for every sharding and back end, and
 * every number of nodes, what would be placed; and the first reason why a number does not work. A
 * number of nodes means exactly that number here.
 */
final class PreviewList {

  /** Largest number of nodes listed. Larger rings are not built of machines on a desk. */
  static final int MAX_SIZE = 32;

  /** Search budget of each size: there are up to four times {@link #MAX_SIZE} of them. */
  private static final long SEARCH_BUDGET = 100_000;

  private static final ImmutableList<Sharding> SHARDINGS =
      ImmutableList.of(Sharding.PIPELINE, Sharding.TENSOR);

  private final NodeAccess access;
  private final DryRuns dryRuns;

  PreviewList(NodeAccess access, DryRuns dryRuns) {
    this.access = access;
    this.dryRuns = dryRuns;
  }

  /**
   * Returns the list.
   *
   * @param among the nodes that may take part; all when it is empty
   */
  ObjectNode of(ModelCard card, Set<NodeId> among) throws Problem {
    State state = access.node().state();
    ImmutableSet<NodeId> nodes = ImmutableSet.copyOf(state.topology().nodes());
    Set<NodeId> unknown = Sets.difference(among, nodes);
    if (!unknown.isEmpty()) {
      throw Problem.badParameter(
          "node_ids",
          "Node (%s) is not in the cluster. Maybe wait until it has joined."
              .formatted(JsonBody.shown(unknown.iterator().next().value())));
    }
    Set<NodeId> chosen = among.isEmpty() ? nodes : among;
    return dryRuns.inTurn(() -> list(state, card, chosen));
  }

  private ObjectNode list(State state, ModelCard card, Set<NodeId> chosen) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    ArrayNode previews = list.putArray("previews");
    for (Sharding sharding : SHARDINGS) {
      for (InstanceMeta meta : InstanceMeta.values()) {
        addSizes(state, card, sharding, meta, chosen, previews);
      }
    }
    return list;
  }

  private void addSizes(
      State state,
      ModelCard card,
      Sharding sharding,
      InstanceMeta meta,
      Set<NodeId> chosen,
      ArrayNode previews) {
    boolean isRefused = false;
    for (int size = 1; size <= Math.min(MAX_SIZE, chosen.size()); size++) {
      PlacementRequest request = request(state, card, sharding, meta, chosen, size);
      switch (dryRuns.place(request)) {
        case Placed(Instance instance, _, _, _) ->
            fits(preview(previews, card, sharding, meta, size), card, instance);
        case Unplaceable(PlacementRefusal refusal, _, _) -> {
          if (!isRefused) {
            isRefused = true;
            preview(previews, card, sharding, meta, size)
                .putNull("instance")
                .putNull("memory_delta_by_node")
                .put("error", DirectRequests.sentence(state, request, refusal))
                .put("detail", DirectRequests.findings(refusal));
          }
        }
      }
    }
  }

  private PlacementRequest request(
      State state,
      ModelCard card,
      Sharding sharding,
      InstanceMeta meta,
      Set<NodeId> chosen,
      int size) {
    PlaceInstance command = new PlaceInstance(CommandId.of("preview"), card, sharding, meta, size);
    PlacementRequest request = dryRuns.request(state, command);
    ImmutableSet<NodeId> others =
        ImmutableSet.<NodeId>builder()
            .addAll(request.forbiddenNodes())
            .addAll(Sets.difference(ImmutableSet.copyOf(state.topology().nodes()), chosen))
            .build();
    return request.withMaxNodes(size).withForbiddenNodes(others).withSearchBudget(SEARCH_BUDGET);
  }

  private static ObjectNode preview(
      ArrayNode previews, ModelCard card, Sharding sharding, InstanceMeta meta, int size) {
    return previews
        .addObject()
        .put("model_id", card.modelId().value())
        .put("sharding", sharding.wireName())
        .put("instance_meta", meta.wireName())
        .put("nodes", size);
  }

  private static void fits(ObjectNode preview, ModelCard card, Instance instance) {
    preview.putRawValue(
        "instance", new RawValue(ExoJson.api().encode(WireTypes.INSTANCE, instance)));
    ObjectNode deltas = preview.putObject("memory_delta_by_node");
    ImmutableList<NodeId> nodes =
        ImmutableList.sortedCopyOf(instance.shardAssignments().nodeToRunner().keySet());
    Memory bytes = card.storageSize();
    for (int i = 0; i < nodes.size(); i++) {
      deltas.put(nodes.get(i).value(), evenShare(bytes.inBytes(), nodes.size(), i));
    }
    preview.putNull("error");
  }

  /**
   * Returns the part of the i-th of n: all alike, and what is left over a byte each from the first.
   */
  static long evenShare(long bytes, int n, int i) {
    return bytes / n + (i < bytes % n ? 1 : 0);
  }
}
