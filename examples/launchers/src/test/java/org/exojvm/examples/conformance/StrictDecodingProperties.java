package org.exojvm.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireType;
import org.exojvm.core.testing.WireSamples;
import org.exojvm.core.testing.WireSamples.Sample;

/**
 * Goal: the probes of the wire vectors hold for every type, not only for those that were drawn.
 * Method: change generated messages as the vectors do, field by field, and see that each change is
 * either rejected or has no other effect than the one that is allowed.
 */
class StrictDecodingProperties {

  private static final int TRIES = 400;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> IDS =
      Set.of("event_id", "command_id", "task_id", "instance_id", "runner_id", "node_id");

  /** Types that ignore what they do not know, as in the reference. */
  private static final Set<String> TOLERANT =
      Set.of(
          "Multiaddr",
          "InputMessage",
          "TextGenerationTaskParams",
          "AdvancedImageParams",
          "ImageGenerationTaskParams",
          "ImageEditsTaskParams",
          "ToolCallItem",
          "TopLogprobItem",
          "Usage",
          "PromptTokensDetails",
          "CompletionTokensDetails",
          "GenerationStats",
          "ImageGenerationStats");

  /** Fields that may be any object, because every field of theirs has a default. */
  private static final Set<String> ALL_DEFAULTS =
      Set.of("advanced_params", "prompt_tokens_details", "completion_tokens_details");

  @Provide
  Arbitrary<Sample<?>> samples() {
    return WireSamples.any();
  }

  @Property(tries = TRIES)
  void everyFieldOfTheOuterRecordIsChecked(@ForAll("samples") Sample<?> sample)
      throws JsonProcessingException {
    if (message(sample) instanceof ObjectNode original) {
      ObjectNode fields = payload(original);
      for (String field : List.copyOf(fields.propertyStream().map(Map.Entry::getKey).toList())) {
        removed(sample.type(), original, field);
        nulled(sample.type(), original, field);
        replaced(sample.type(), original, field);
      }
      if (!TOLERANT.contains(sample.type().name())) {
        unknownAdded(sample.type(), original);
      }
    }
  }

  @Property(tries = TRIES)
  void tagsAreExactlyOneAndKnown(@ForAll("samples") Sample<?> sample)
      throws JsonProcessingException {
    if (message(sample) instanceof ObjectNode original && isTagged(original)) {
      String tag = original.fieldNames().next();
      rejected(sample.type(), original.path(tag));
      rejected(sample.type(), original.deepCopy().set("TestEvent", MAPPER.createObjectNode()));
      rejected(sample.type(), MAPPER.createObjectNode().set(tag + "X", original.path(tag)));
      rejected(sample.type(), MAPPER.createObjectNode().putNull(tag));
    }
  }

  private static void removed(WireType<?> type, ObjectNode original, String field) {
    ObjectNode changed = original.deepCopy();
    payload(changed).remove(field);
    Optional<JsonNode> again = reencoded(type, changed);
    if (IDS.contains(field)) {
      assertThat(
              again.map(tree -> payload((ObjectNode) tree).path(field)).filter(JsonNode::isTextual))
          .isEmpty();
    }
    again.ifPresent(tree -> assertThat(without(tree, field)).isEqualTo(changed));
  }

  private static void nulled(WireType<?> type, ObjectNode original, String field) {
    if (isIgnored(type, field)) {
      return;
    }
    ObjectNode changed = original.deepCopy();
    payload(changed).putNull(field);
    reencoded(type, changed)
        .ifPresent(
            tree -> {
              assertThat(without(tree, field)).isEqualTo(without(changed, field));
              JsonNode value = payload((ObjectNode) tree).path(field);
              // An extension that is null is not written.
              assertThat(value.isNull() || value.isMissingNode()).isTrue();
            });
  }

  private static void replaced(WireType<?> type, ObjectNode original, String field) {
    if (!ALL_DEFAULTS.contains(field) && !isIgnored(type, field)) {
      ObjectNode changed = original.deepCopy();
      payload(changed).putObject(field).put("bogus", true);
      rejected(type, changed);
    }
  }

  /** The parts of an address are written for others and not read. */
  private static boolean isIgnored(WireType<?> type, String field) {
    return type.name().equals("Multiaddr") && !field.equals("address");
  }

  private static void unknownAdded(WireType<?> type, ObjectNode original) {
    ObjectNode changed = original.deepCopy();
    payload(changed).put("bogus_field", 1);
    rejected(type, changed);
  }

  private static JsonNode without(JsonNode tree, String field) {
    ObjectNode rest = tree.deepCopy();
    payload(rest).remove(field);
    return rest;
  }

  private static boolean isTagged(ObjectNode message) {
    return message.size() == 1
        && Character.isUpperCase(message.fieldNames().next().charAt(0))
        && message.elements().next().isObject();
  }

  private static ObjectNode payload(ObjectNode message) {
    return isTagged(message) ? (ObjectNode) message.elements().next() : message;
  }

  private static <T> JsonNode message(Sample<T> sample) throws JsonProcessingException {
    return MAPPER.readTree(sample.text(ExoJson.wire()));
  }

  private static <T> Optional<JsonNode> reencoded(WireType<T> type, JsonNode message) {
    try {
      T value = ExoJson.wire().decode(type, message.toString());
      return Optional.of(MAPPER.readTree(ExoJson.wire().encode(type, value)));
    } catch (MalformedMessageException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new AssertionError("the codec wrote no JSON", e);
    }
  }

  private static void rejected(WireType<?> type, JsonNode message) {
    assertThat(reencoded(type, message)).as("%s %s", type, message).isEmpty();
  }
}
