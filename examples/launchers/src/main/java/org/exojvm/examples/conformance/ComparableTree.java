package org.exojvm.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Brings what has no order into one: nodes of a topology are a set, links between two nodes a
 * multiset, bridge cycles start at their smallest id and are sorted. Two trees are then the same
 * when they are equal; the order of object keys never matters.
 */
final class ComparableTree {

  private static final Set<String> CYCLES =
      Set.of("thunderbolt_bridge_cycles", "thunderboltBridgeCycles");

  private ComparableTree() {}

  static JsonNode of(JsonNode tree) {
    return switch (tree) {
      case ObjectNode object when isTopology(object) -> topology(object);
      case ObjectNode object -> object(object);
      case ArrayNode array -> array(array);
      default -> tree;
    };
  }

  private static boolean isTopology(ObjectNode object) {
    return object.path("nodes").isArray() && object.path("connections").isObject();
  }

  private static ObjectNode object(ObjectNode object) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(
            field ->
                result.set(
                    field.getKey(),
                    CYCLES.contains(field.getKey())
                        ? cycles(field.getValue())
                        : of(field.getValue())));
    return result;
  }

  private static ArrayNode array(ArrayNode array) {
    ArrayNode result = JsonNodeFactory.instance.arrayNode();
    array.forEach(element -> result.add(of(element)));
    return result;
  }

  private static ObjectNode topology(ObjectNode topology) {
    ObjectNode result = topology.deepCopy();
    result.set("nodes", sorted(topology.path("nodes")));
    ObjectNode connections = result.putObject("connections");
    topology
        .path("connections")
        .properties()
        .forEach(
            source -> {
              ObjectNode sinks = connections.putObject(source.getKey());
              source
                  .getValue()
                  .properties()
                  .forEach(sink -> sinks.set(sink.getKey(), sorted(sink.getValue())));
            });
    return result;
  }

  private static ArrayNode cycles(JsonNode cycles) {
    ArrayNode rotated = JsonNodeFactory.instance.arrayNode();
    cycles.forEach(cycle -> rotated.add(rotated(cycle)));
    return sorted(rotated);
  }

  private static ArrayNode rotated(JsonNode cycle) {
    List<JsonNode> nodes = elements(cycle);
    if (!nodes.isEmpty()) {
      JsonNode smallest = Collections.min(nodes, Comparator.comparing(JsonNode::asText));
      Collections.rotate(nodes, -nodes.indexOf(smallest));
    }
    return JsonNodeFactory.instance.arrayNode().addAll(nodes);
  }

  private static ArrayNode sorted(JsonNode array) {
    List<JsonNode> elements = elements(array);
    elements.sort(Comparator.comparing(JsonNode::toString));
    return JsonNodeFactory.instance.arrayNode().addAll(elements);
  }

  private static List<JsonNode> elements(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements;
  }
}
