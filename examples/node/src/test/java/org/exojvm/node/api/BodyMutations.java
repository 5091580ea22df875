package org.exojvm.node.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Spoils one thing in a body. */
final class BodyMutations {

  private static final ImmutableList<String> GARBAGE =
      ImmutableList.of(
          "",
          " ",
          "null",
          "7",
          "\"text\"",
          "[]",
          "{",
          "}",
          "{\"model_id\"",
          "{\"model_id\":}",
          "{'model_id':'x'}",
          "{\"model_id\":\"x\",}",
          "{\"model_id\":NaN}",
          "{\"a\":1}{\"a\":1}",
          "\ufeff{}",
          "[".repeat(5_000),
          "{\"a\":".repeat(2_000),
          "{\"min_nodes\":" + "9".repeat(5_000) + "}",
          "{\"model_id\":\"" + "x".repeat(100_000) + "\"}",
          "\u0000\u0001\u0002");

  private static final JsonMapper ESCAPING =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final SplittableRandom random;
  private final ValueMaker values;

  BodyMutations(SplittableRandom random, ValueMaker values) {
    this.random = random;
    this.values = values;
  }

  String garbage() {
    return GARBAGE.get(random.nextInt(GARBAGE.size()));
  }

  String mutate(String body) {
    JsonNode root = read(body);
    List<ObjectNode> objects = new ArrayList<>();
    collect(root, objects);
    ObjectNode chosen = objects.get(random.nextInt(objects.size()));
    List<String> names = ImmutableList.copyOf(chosen.fieldNames());
    String name = names.isEmpty() ? "extra" : names.get(random.nextInt(names.size()));
    switch (random.nextInt(6)) {
      case 0 -> chosen.remove(name);
      case 1 -> chosen.set("t" + values.oddText(), values.odd());
      case 2 -> chosen.set(other(name), values.odd());
      case 3 -> {
        JsonNode value = chosen.remove(name);
        chosen.set(other(name), value == null ? values.odd() : value);
      }
      case 4 -> {
        String text = root.toString();
        return text.substring(0, random.nextInt(text.length()));
      }
      default -> chosen.set(name, values.odd());
    }
    return random.nextBoolean() ? root.toString() : escaped(root);
  }

  /** Only so do halves of surrogate pairs reach the other side. */
  private static String escaped(JsonNode root) {
    try {
      return ESCAPING.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode read(String body) {
    try {
      return ApiNode.JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(child -> collect(child, objects));
    }
  }

  private static String other(String name) {
    return name.indexOf('_') >= 0
        ? CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name)
        : CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, name);
  }
}
