package org.exojvm.examples.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.util.List;
import java.util.Optional;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.Instance;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;

/**
 * Compares an instance with the reference's on the same ranks. Extension fields are left aside, and
 * where the reference could have taken any of several addresses or devices, each is as good.
 *
 * @param vector the line
 * @param ranks the nodes in rank order
 */
record InstanceComparison(PlacementVector vector, ImmutableList<NodeId> ranks) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> EXTENSIONS = List.of("supports_pipeline", "attempt");

  /** Returns what differs, if anything does. */
  Optional<String> difference(Instance instance) {
    JsonNode actual = tree(ExoJson.wire().encode(WireTypes.INSTANCE, instance));
    JsonNode expected = vector.json().path("instance");
    withoutExtensions(actual);
    String tag = expected.fieldNames().next();
    if (actual.get(tag) instanceof ObjectNode fields) {
      takeExpectedHosts(fields.path("hosts_by_node"), expected.path(tag).path("hosts_by_node"));
      takeExpectedDevices(fields.path("jaccl_devices"), expected.path(tag).path("jaccl_devices"));
      takeExpectedCoordinators(
          fields.path("jaccl_coordinators"), expected.path(tag).path("jaccl_coordinators"));
    }
    return actual.equals(expected)
        ? Optional.empty()
        : Optional.of("instance is %s, expected %s".formatted(actual, expected));
  }

  private static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The codec wrote what is not JSON: " + text, e);
    }
  }

  private static void withoutExtensions(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      object.remove(EXTENSIONS);
    }
    tree.forEach(InstanceComparison::withoutExtensions);
  }

  private void takeExpectedHosts(JsonNode actual, JsonNode expected) {
    for (NodeId node : ranks) {
      for (int rank = 0; rank < ranks.size(); rank++) {
        JsonNode host = actual.path(node.value()).path(rank);
        JsonNode wanted = expected.path(node.value()).path(rank).path("ip");
        if (host instanceof ObjectNode fields
            && options("ipOptions", node, ranks.get(rank)).contains(host.path("ip").asText())) {
          fields.set("ip", wanted);
        }
      }
    }
  }

  private void takeExpectedDevices(JsonNode actual, JsonNode expected) {
    for (int source = 0; source < ranks.size(); source++) {
      for (int sink = 0; sink < ranks.size(); sink++) {
        String device = actual.path(source).path(sink).asText();
        if (actual.path(source) instanceof ArrayNode row
            && options("ifaceOptions", ranks.get(source), ranks.get(sink)).contains(device)) {
          row.set(sink, expected.path(source).path(sink));
        }
      }
    }
  }

  private void takeExpectedCoordinators(JsonNode actual, JsonNode expected) {
    for (NodeId node : ranks) {
      String address = actual.path(node.value()).asText();
      int colon = Math.max(0, address.lastIndexOf(':'));
      JsonNode wanted = expected.path(node.value());
      if (actual instanceof ObjectNode addresses
          && wanted instanceof TextNode
          && wanted.asText().endsWith(address.substring(colon))
          && options("ipOptions", node, ranks.getFirst()).contains(address.substring(0, colon))) {
        addresses.set(node.value(), wanted);
      }
    }
  }

  private List<String> options(String field, NodeId source, NodeId sink) {
    return Streams.stream(vector.json().path(field).path(source.value()).path(sink.value()))
        .map(JsonNode::asText)
        .toList();
  }
}
