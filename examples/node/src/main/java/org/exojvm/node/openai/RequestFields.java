package org.exojvm.node.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.RequestJson;

/**
 * An object of a request, whose fields are read by name. A field that is null counts as absent; one
 * of the wrong type is told with its path, such as {@code messages[0].content}.
 */
final class RequestFields {

  private static final String EXAMPLE = "{\"model\": ...}";

  private final ObjectNode fields;
  private final String prefix;

  private RequestFields(ObjectNode fields, String prefix) {
    this.fields = fields;
    this.prefix = prefix;
  }

  /** Reads a body. */
  static RequestFields of(byte[] body) throws Problem {
    return new RequestFields(RequestJson.object(body, EXAMPLE), "");
  }

  /** Looks at an element of a list as an object. */
  static RequestFields of(JsonNode element, String path) throws Problem {
    if (element instanceof ObjectNode object) {
      return new RequestFields(object, path + ".");
    }
    throw mismatch(path, "an object", element);
  }

  /** Returns the object itself. */
  ObjectNode node() {
    return fields;
  }

  /** Returns where a field is in the request. */
  String path(String name) {
    return prefix + name;
  }

  /** Returns a field, empty when it is absent or null. */
  Optional<JsonNode> value(String name) {
    JsonNode value = fields.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  String requiredString(String name) throws Problem {
    Optional<String> value = string(name);
    if (value.isEmpty()) {
      throw missing(name);
    }
    return value.get();
  }

  Problem missing(String name) {
    return Problem.badRequest(
            "missing_required_parameter",
            "Missing required parameter: '%s'. Maybe add it.".formatted(path(name)))
        .about(path(name));
  }

  Optional<String> string(String name) throws Problem {
    Optional<JsonNode> value = value(name);
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(text(path(name), "a string", value.get()));
  }

  /** Returns a text of a request, which has to be one that UTF-8 can carry. */
  static String text(String path, String wanted, JsonNode value) throws Problem {
    if (!value.isTextual()) {
      throw mismatch(path, wanted, value);
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value.textValue())) {
      throw invalid(path, "holds half of a surrogate pair. Maybe send valid Unicode.");
    }
    return value.textValue();
  }

  Optional<Boolean> bool(String name) throws Problem {
    Optional<JsonNode> value = value(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw mismatch(path(name), "a boolean", value.get());
    }
    return value.map(JsonNode::booleanValue);
  }

  Optional<Long> integer(String name, long min, long max) throws Problem {
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!value.get().isIntegralNumber()) {
      throw mismatch(path(name), "an integer", value.get());
    }
    if (!value.get().canConvertToLong()
        || value.get().longValue() < min
        || value.get().longValue() > max) {
      throw invalid(
          path(name),
          "is %s, and must be between %d and %d. Maybe leave it out."
              .formatted(ShownText.of(value.get().asText()), min, max));
    }
    return Optional.of(value.get().longValue());
  }

  Optional<Double> number(String name, double min, double max) throws Problem {
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!value.get().isNumber()) {
      throw mismatch(path(name), "a number", value.get());
    }
    double number = value.get().doubleValue();
    if (!(number >= min && number <= max)) {
      throw invalid(
          path(name),
          String.format(
              Locale.ROOT,
              "is %s, and must be between %s and %s. Maybe leave it out.",
              number,
              min,
              max));
    }
    return Optional.of(number);
  }

  Optional<RequestFields> object(String name) throws Problem {
    Optional<JsonNode> value = value(name);
    return value.isEmpty() ? Optional.empty() : Optional.of(of(value.get(), path(name)));
  }

  Optional<ArrayNode> array(String name, int maxSize) throws Problem {
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get() instanceof ArrayNode array)) {
      throw mismatch(path(name), "an array", value.get());
    }
    if (array.size() > maxSize) {
      throw invalid(
          path(name), "has %d elements, and may have %d.".formatted(array.size(), maxSize));
    }
    return Optional.of(array);
  }

  static Problem mismatch(String path, String wanted, JsonNode found) {
    return Problem.badRequest(
            "invalid_type",
            "Invalid type for '%s': expected %s, but got %s instead."
                .formatted(path, wanted, found.getNodeType().name().toLowerCase(Locale.ROOT)))
        .about(path);
  }

  static Problem invalid(String path, String why) {
    return Problem.badParameter(path, "'%s' %s".formatted(path, why));
  }

  static Problem unsupported(String path, String why) {
    return Problem.badRequest("unsupported_value", "'%s' %s".formatted(path, why)).about(path);
  }
}
