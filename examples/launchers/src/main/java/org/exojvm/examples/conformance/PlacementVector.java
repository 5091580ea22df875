package org.exojvm.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import java.util.Map;
import java.util.Optional;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.node.NodeNetworkInfo;
import org.exojvm.api.placement.PlacementIds;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.core.card.CardOverlay;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireType;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.Command;

/**
 * One line of the placement vectors.
 *
 * @param json the line
 */
record PlacementVector(ObjectNode json) {

  /** What the bundled catalogue lays over cards (D18). */
  private static final CardOverlay OVERLAY =
      new CardOverlay(ImmutableMap.of(ModelId.of("mlx-community/DeepSeek-V3.1-8bit"), false));

  private static final PlacementIds IDS =
      new PlacementIds(InstanceId.of("instance-0"), "runner-", 50000);

  /**
   * A cycle that the reference may have taken.
   *
   * @param nodes its nodes in the order of the links
   * @param layersByNode layers of each node in this rotation; empty when it was refused
   * @param error why it was refused, if it was
   */
  record AcceptableCycle(
      ImmutableList<NodeId> nodes,
      ImmutableMap<NodeId, Integer> layersByNode,
      Optional<String> error) {}

  PlacementRequest request() throws MalformedMessageException {
    JsonNode input = json.path("input");
    if (!(decode(WireTypes.COMMAND, input.path("command"))
        instanceof Command.PlaceInstance place)) {
      throw new IllegalArgumentException("The command is not a PlaceInstance: " + input);
    }
    return PlacementRequest.of(
            OVERLAY.apply(place.modelCard()),
            decode(WireTypes.TOPOLOGY, input.path("topology")),
            freeMemory(input.path("node_memory")),
            IDS)
        .withSharding(place.sharding())
        .withInstanceMeta(place.instanceMeta())
        .withMinNodes(place.minNodes())
        .withRequiredNodes(nodes(input.path("required_nodes")))
        .withNodeNetwork(network(input.path("node_network")));
  }

  private static Map<NodeId, Memory> freeMemory(JsonNode byNode) throws MalformedMessageException {
    ImmutableMap.Builder<NodeId, Memory> free = ImmutableMap.builder();
    for (Map.Entry<String, JsonNode> entry : byNode.properties()) {
      free.put(
          NodeId.of(entry.getKey()),
          decode(WireTypes.MEMORY_USAGE, entry.getValue()).ramAvailable());
    }
    return free.buildOrThrow();
  }

  private static Map<NodeId, NodeNetworkInfo> network(JsonNode byNode)
      throws MalformedMessageException {
    ImmutableMap.Builder<NodeId, NodeNetworkInfo> network = ImmutableMap.builder();
    for (Map.Entry<String, JsonNode> entry : byNode.properties()) {
      network.put(NodeId.of(entry.getKey()), decode(WireTypes.NODE_NETWORK_INFO, entry.getValue()));
    }
    return network.buildOrThrow();
  }

  private static <T> T decode(WireType<T> type, JsonNode node) throws MalformedMessageException {
    return ExoJson.wire().decode(type, node.toString());
  }

  private static ImmutableList<NodeId> nodes(JsonNode array) {
    return Streams.stream(array)
        .map(node -> NodeId.of(node.asText()))
        .collect(ImmutableList.toImmutableList());
  }

  boolean expectsPlacement() {
    return json.path("expect").asText().equals("placed");
  }

  /** Returns the sentence of the expected refusal. */
  String error() {
    return json.path("error").asText();
  }

  ImmutableList<NodeId> chosenCycle() {
    return nodes(json.path("chosenCycle"));
  }

  ImmutableList<AcceptableCycle> acceptableCycles() {
    return Streams.stream(json.path("acceptableCycles"))
        .map(PlacementVector::acceptable)
        .collect(ImmutableList.toImmutableList());
  }

  private static AcceptableCycle acceptable(JsonNode cycle) {
    ImmutableMap.Builder<NodeId, Integer> layers = ImmutableMap.builder();
    cycle
        .path("layersByNode")
        .properties()
        .forEach(entry -> layers.put(NodeId.of(entry.getKey()), entry.getValue().intValue()));
    return new AcceptableCycle(
        nodes(cycle.path("cycle")),
        layers.buildOrThrow(),
        Optional.ofNullable(cycle.get("error")).map(JsonNode::asText));
  }

  ImmutableList<String> stricterRules() {
    return Streams.stream(json.path("stricterRules"))
        .map(JsonNode::asText)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Returns the rule that explains a difference: where the reference refused, the one that tries
   * more, else the one that checks more.
   */
  String decidingRule() {
    ImmutableList<String> rules = stricterRules();
    return rules.stream()
        .filter(rule -> (rule.endsWith("candidate") || rule.endsWith("size")) != expectsPlacement())
        .findFirst()
        .orElse(rules.getFirst());
  }
}
