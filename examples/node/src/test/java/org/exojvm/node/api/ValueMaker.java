package org.exojvm.node.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Makes values that a schema allows, most of them about what is really there, and odd ones. */
final class ValueMaker {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Nesting below which optional fields are left out. */
  private static final int MAX_DEPTH = 8;

  private static final ImmutableList<String> ODD =
      ImmutableList.of(
          "",
          " ",
          ".",
          "..",
          "\u0000",
          "\u0001\n\r\t",
          "\u202e\u200b\ufeff",
          "\ud83e\udd16\ud83e\udd16",
          "\ud800",
          "\udfff\ud800",
          "e\u0301\u0301\u0301",
          "null",
          "{}",
          "../../etc/passwd",
          "%00%s%n${jndi:ldap://x}",
          "'; drop table intents; --",
          "<script>alert(1)</script>",
          "-0",
          "1e999",
          "9223372036854775808",
          "x".repeat(257),
          "\u00fc".repeat(3_000));

  private final SplittableRandom random;
  private final Function<JsonNode, JsonNode> resolve;
  private final Function<String, List<String>> known;

  /**
   * Creates a maker.
   *
   * @param resolve follows a reference of the document
   * @param known what is there, by the name of the field that would name it
   */
  ValueMaker(
      SplittableRandom random,
      Function<JsonNode, JsonNode> resolve,
      Function<String, List<String>> known) {
    this.random = random;
    this.resolve = resolve;
    this.known = known;
  }

  /** Returns a value that the schema of a field allows. */
  JsonNode valid(String name, JsonNode schema, int depth) {
    JsonNode resolved = resolve.apply(schema);
    if (resolved.has("enum")) {
      return pick(resolved.get("enum"));
    }
    if (resolved.has("const")) {
      return resolved.get("const");
    }
    if (resolved.has("oneOf")) {
      return valid(name, pick(resolved.get("oneOf")), depth);
    }
    JsonNode type = resolved.path("type");
    String chosen = type.isArray() ? pick(type).asText() : type.asText();
    return switch (chosen) {
      case "object" -> object(resolved, depth);
      case "array" -> array(name, resolved, depth);
      case "integer" -> integer(resolved);
      case "number" -> JSON.numberNode(random.nextInt(1_000) / 8.0);
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "null" -> JSON.nullNode();
      default -> JSON.textNode(text(name));
    };
  }

  private JsonNode pick(JsonNode array) {
    return array.get(random.nextInt(array.size()));
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    JsonNode required = schema.path("required");
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              boolean isRequired = contains(required, field.getKey());
              if (isRequired || (depth < MAX_DEPTH && random.nextInt(3) == 0)) {
                object.set(field.getKey(), valid(field.getKey(), field.getValue(), depth + 1));
              }
            });
    JsonNode others = schema.path("additionalProperties");
    for (int i = others.isObject() ? random.nextInt(3) : 0; i > 0; i--) {
      object.set(text("key"), valid("value", others, depth + 1));
    }
    return object;
  }

  private static boolean contains(JsonNode array, String word) {
    for (JsonNode one : array) {
      if (one.asText().equals(word)) {
        return true;
      }
    }
    return false;
  }

  private ArrayNode array(String name, JsonNode schema, int depth) {
    ArrayNode array = JSON.arrayNode();
    for (int i = random.nextInt(3); i > 0; i--) {
      array.add(valid(name, schema.get("items"), depth + 1));
    }
    return array;
  }

  private JsonNode integer(JsonNode schema) {
    long least = schema.path("minimum").asLong(Long.MIN_VALUE / 2);
    long most = schema.path("maximum").asLong(Long.MAX_VALUE / 2);
    return switch (random.nextInt(6)) {
      case 0 -> JSON.numberNode(most);
      case 1 -> JSON.numberNode(random.nextLong(least, most));
      default -> JSON.numberNode(Math.min(most, least + random.nextInt(4)));
    };
  }

  /** Returns a text for a field: mostly what is there, sometimes what is not. */
  String text(String name) {
    List<String> there = known.apply(name);
    return there.isEmpty() || random.nextInt(6) == 0
        ? "t-" + random.nextInt(1_000)
        : there.get(random.nextInt(there.size()));
  }

  /** Returns a text that nobody means. */
  String oddText() {
    return ODD.get(random.nextInt(ODD.size()));
  }

  /** Returns a value that is of the wrong type or size more often than not. */
  JsonNode odd() {
    return switch (random.nextInt(10)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(BigInteger.TEN.pow(random.nextInt(400)).negate());
      case 3 -> JSON.numberNode(BigInteger.TEN.pow(random.nextInt(400)));
      case 4 -> JSON.numberNode(random.nextDouble() * 1e300);
      case 5 -> JSON.numberNode(random.nextInt(-2, 5));
      case 6 -> JSON.arrayNode().add(oddText()).add(1).addNull();
      case 7 -> JSON.objectNode().put(oddText(), oddText());
      default -> JSON.textNode(oddText());
    };
  }
}
