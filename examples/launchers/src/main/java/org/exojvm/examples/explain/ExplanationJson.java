package org.exojvm.examples.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.exojvm.api.placement.PlacementRefusal;
import org.exojvm.api.placement.PlacementResult.Placed;
import org.exojvm.api.placement.PlacementResult.Unplaceable;
import org.exojvm.placement.explain.Conflict;
import org.exojvm.placement.explain.Explanation;
import org.exojvm.placement.explain.NodeVerdict;
import org.exojvm.placement.explain.SizeClass;
import org.jspecify.annotations.Nullable;

/** An explanation as JSON; sizes in bytes. */
final class ExplanationJson {

  private ExplanationJson() {}

  static String of(Explanation explanation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("strategy", explanation.strategy());
    json.put("placed", explanation.isPlaced());
    switch (explanation.outcome()) {
      case Placed placed -> addPlaced(json.putObject("placement"), placed);
      case Unplaceable refused -> addRefusal(json.putObject("refusal"), refused.refusal());
    }
    addConflict(json, explanation.conflict());
    ArrayNode relaxations = json.putArray("relaxations");
    explanation.relaxations().forEach(one -> relaxations.add(one.sentence()));
    ArrayNode sizes = json.putArray("sizes");
    explanation.sizes().forEach(one -> addSize(sizes.addObject(), one));
    ArrayNode nodes = json.putArray("nodes");
    explanation.nodes().forEach(one -> addNode(nodes.addObject(), one));
    json.put("strategy_calls", explanation.strategyCalls());
    json.put("bounded", explanation.bounded());
    return json.toPrettyString();
  }

  private static void addPlaced(ObjectNode json, Placed placed) {
    ArrayNode ranks = json.putArray("ranks");
    placed.score().cycle().nodes().forEach(node -> ranks.add(node.value()));
    json.put("instance_meta", placed.instance().instanceMeta().wireName());
    json.put("free_bytes", placed.score().totalFreeMemory().inBytes());
    json.put("considered", placed.considered());
    json.put("proved_optimal", placed.provedOptimal());
  }

  private static void addRefusal(ObjectNode json, PlacementRefusal refusal) {
    json.put("code", refusal.code().name());
    json.put("text", refusal.referenceText());
    json.put("detail", refusal.detail());
    json.put("hint", refusal.hint());
    ObjectNode numbers = json.putObject("numbers");
    refusal.numbers().forEach(numbers::put);
  }

  private static void addConflict(ObjectNode json, @Nullable Conflict conflict) {
    if (conflict != null) {
      ObjectNode object = json.putObject("conflict");
      ArrayNode constraints = object.putArray("constraints");
      conflict.constraints().forEach(one -> constraints.add(one.name()));
      object.put("smallest", conflict.smallest());
      object.put("sentence", conflict.sentence());
    }
  }

  private static void addSize(ObjectNode json, SizeClass sizes) {
    json.put("smallest", sizes.smallest());
    json.put("largest", sizes.largest());
    VerdictJson.add(json, sizes.verdict());
  }

  private static void addNode(ObjectNode json, NodeVerdict node) {
    json.put("node", node.node().value());
    json.put("free_bytes", node.free() == null ? null : (Long) node.free().inBytes());
    ArrayNode obstacles = json.putArray("obstacles");
    node.obstacles()
        .forEach(
            one ->
                obstacles
                    .addObject()
                    .put("kind", one.kind().name())
                    .put("sentence", one.sentence()));
  }
}
