package org.exojvm.node.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.model.ModelCard;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.node.Durability;
import org.exojvm.node.http.Reply;

/** Answers that several routes give. */
final class Answers {

  private Answers() {}

  /** Returns an object. */
  static Reply json(Consumer<ObjectNode> fields) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    fields.accept(json);
    return Reply.json(200, json);
  }

  /** Returns what the reference says of an accepted command, and what the effect survives. */
  static Reply received(CommandId command, Durability durability, Map<String, String> about) {
    return json(json -> receivedFields(json, command, durability, about));
  }

  /** Returns the same with the model that an instance was placed of. */
  static Reply receivedFor(CommandId command, Durability durability, ModelCard card) {
    return json(
        json -> {
          receivedFields(json, command, durability, ImmutableMap.of());
          json.putRawValue(
              "model_card", new RawValue(ExoJson.api().encode(WireTypes.MODEL_CARD, card)));
        });
  }

  private static void receivedFields(
      ObjectNode json, CommandId command, Durability durability, Map<String, String> about) {
    json.put("message", "Command received.").put(Commands.COMMAND_ID, command.value());
    about.forEach(json::put);
    json.put("durability", durability.name().toLowerCase(Locale.ROOT));
  }

  /** Returns a text as JSON. */
  static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
