package org.exojvm.node.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.exojvm.node.http.ApiRequest;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.RequestJson;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that a request carries. Fields are named in snake case here and may come in
 * either spelling; one that comes in both, or twice, is refused.
 *
 * <p>Threading: belongs to the thread of the request.
 */
final class JsonBody {

  /** Longest list of ids. Larger clusters than this are not built. */
  static final int MAX_LISTED = 5_000;

  /** Most characters of a value that are shown in a message. */
  private static final int MAX_SHOWN = 80;

  private static final String EXAMPLE = "{\"model_id\": ...}";

  private final ObjectNode fields;

  private JsonBody(ObjectNode fields) {
    this.fields = fields;
  }

  /** Reads the body of a request. */
  static JsonBody of(ApiRequest request) throws Problem {
    return new JsonBody(RequestJson.object(request.body(), EXAMPLE));
  }

  /** Reads a body that may be left out: nothing is an object without fields. */
  static JsonBody ofOptional(ApiRequest request) throws Problem {
    return request.body().length == 0
        ? new JsonBody(JsonNodeFactory.instance.objectNode())
        : of(request);
  }

  /** Returns the body as text. */
  String text() {
    return fields.toString();
  }

  /** Refuses fields that are not among the known ones: what they were meant to do would be lost. */
  void requireOnly(Set<String> known) throws Problem {
    for (String name : ImmutableList.copyOf(fields.fieldNames())) {
      if (!known.contains(snake(name))) {
        throw Problem.badParameter(
            shown(name),
            "There is no field '%s' here. Maybe one of %s is meant."
                .formatted(shown(name), ImmutableSet.copyOf(known)));
      }
    }
  }

  private static String snake(String name) {
    return name.indexOf('_') >= 0
        ? name
        : CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, name);
  }

  /** Returns whether a field is there, be it null. */
  boolean has(String name) throws Problem {
    return find(name) != null;
  }

  /** Returns whether a field is there and null. */
  boolean isNull(String name) throws Problem {
    JsonNode found = find(name);
    return found != null && found.isNull();
  }

  private @Nullable JsonNode find(String name) throws Problem {
    JsonNode snake = fields.get(name);
    String alias = CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name);
    JsonNode camel = alias.equals(name) ? null : fields.get(alias);
    if (snake != null && camel != null) {
      throw Problem.badParameter(
          name, "Both '%s' and '%s' are there. Maybe send one.".formatted(name, alias));
    }
    return snake == null ? camel : snake;
  }

  /** Returns a field of any type. */
  Optional<JsonNode> value(String name) throws Problem {
    return Optional.ofNullable(find(name));
  }

  /** Returns a text, nothing when it is not there. */
  Optional<String> string(String name) throws Problem {
    JsonNode found = find(name);
    return found == null ? Optional.empty() : Optional.of(Words.text(name, string(name, found)));
  }

  private static String string(String name, JsonNode value) throws Problem {
    if (!value.isTextual()) {
      throw mismatch(name, "a string", value);
    }
    return value.textValue();
  }

  /** Returns an id, nothing when it is not there. */
  <T> Optional<T> id(String name, Function<String, T> make) throws Problem {
    JsonNode found = find(name);
    return found == null
        ? Optional.empty()
        : Optional.of(make.apply(Words.id(name, string(name, found))));
  }

  /** Returns an id that has to be there. */
  <T> T requiredId(String name, Function<String, T> make) throws Problem {
    Optional<T> id = id(name, make);
    if (id.isEmpty()) {
      throw Problem.badParameter(name, "The field '%s' is missing. Maybe add it.".formatted(name));
    }
    return id.get();
  }

  /** Returns a list of ids without repetitions, nothing when it is not there. */
  <T> Optional<ImmutableList<T>> ids(String name, Function<String, T> make) throws Problem {
    JsonNode found = find(name);
    if (found == null) {
      return Optional.empty();
    }
    if (!found.isArray() || found.size() > MAX_LISTED) {
      throw mismatch(name, "a list of at most %d ids".formatted(MAX_LISTED), found);
    }
    ImmutableSet.Builder<T> ids = ImmutableSet.builder();
    for (JsonNode element : found) {
      ids.add(make.apply(Words.id(name, string(name, element))));
    }
    return Optional.of(ids.build().asList());
  }

  /** Returns a whole number of 32 bits, nothing when it is not there. */
  Optional<Integer> integer(String name) throws Problem {
    JsonNode found = find(name);
    if (found != null && !(isWhole(found) && found.canConvertToInt())) {
      throw mismatch(name, "a whole number of 32 bits", found);
    }
    return Optional.ofNullable(found).map(JsonNode::intValue);
  }

  /** Returns a whole number of 64 bits, nothing when it is not there. */
  Optional<Long> longInteger(String name) throws Problem {
    JsonNode found = find(name);
    if (found != null && !(isWhole(found) && found.canConvertToLong())) {
      throw mismatch(name, "a whole number of 64 bits", found);
    }
    return Optional.ofNullable(found).map(JsonNode::longValue);
  }

  private static boolean isWhole(JsonNode value) {
    return value.isNumber() && value.canConvertToExactIntegral();
  }

  /** Returns a truth value, nothing when it is not there. */
  Optional<Boolean> bool(String name) throws Problem {
    JsonNode found = find(name);
    if (found != null && !found.isBoolean()) {
      throw mismatch(name, "true or false", found);
    }
    return Optional.ofNullable(found).map(JsonNode::booleanValue);
  }

  private static Problem mismatch(String name, String wanted, JsonNode found) {
    return Problem.badParameter(
        name,
        "'%s' is %s, and %s is needed. Maybe look at /openapi.json."
            .formatted(name, shown(found.toString()), wanted));
  }

  /** Returns the beginning of a text that came from outside, printable. */
  static String shown(String text) {
    String visible = Words.visible(text);
    return visible.length() <= MAX_SHOWN ? visible : visible.substring(0, MAX_SHOWN) + "...";
  }
}
