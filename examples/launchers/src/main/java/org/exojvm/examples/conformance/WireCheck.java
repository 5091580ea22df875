package org.exojvm.examples.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireType;
import org.exojvm.core.codec.WireTypes;

/**
 * The codec: texts are decoded and encoded to exactly the same text, probes are accepted or
 * rejected. A probe may be in either spelling.
 */
public final class WireCheck implements VectorCheck {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int SHOWN_CHARS = 300;

  /** Makes the check; it has no state. */
  public WireCheck() {}

  @Override
  public String fileName() {
    return "wire";
  }

  @Override
  public Outcome check(ObjectNode vector) {
    String name = vector.path("type").asText();
    Optional<WireType<?>> type = WireTypes.byName(name);
    if (type.isEmpty()) {
      return Outcome.failed("there is no wire type " + name);
    }
    try {
      Optional<String> difference =
          vector.has("inputText") ? probe(type.get(), vector) : roundTrip(type.get(), vector);
      return difference.map(Outcome::failed).orElseGet(Outcome::passed);
    } catch (MalformedMessageException e) {
      return Outcome.failed("rejected: " + e.getMessage());
    }
  }

  private static <T> Optional<String> roundTrip(WireType<T> type, ObjectNode vector)
      throws MalformedMessageException {
    String wireText = vector.path("wireText").asText();
    String apiText = vector.path("apiText").asText();
    T value = ExoJson.wire().decode(type, wireText);
    if (!value.equals(ExoJson.api().decode(type, apiText))) {
      return Optional.of("the two spellings decode to different values");
    }
    return difference(type, wireText, ExoJson.wire().encode(type, value))
        .or(() -> difference(type, apiText, ExoJson.api().encode(type, value)));
  }

  private static <T> Optional<String> probe(WireType<T> type, ObjectNode vector)
      throws MalformedMessageException {
    String input = vector.path("inputText").asText();
    return switch (vector.path("expect").asText()) {
      case "accept" -> {
        T value = decodeEither(type, input);
        yield vector.has("wireText")
            ? difference(type, vector.path("wireText").asText(), ExoJson.wire().encode(type, value))
            : Optional.empty();
      }
      case "reject" -> rejected(type, input);
      case "either" -> {
        rejected(type, input);
        yield Optional.empty();
      }
      case String other -> Optional.of("unknown expectation \"" + other + "\"");
    };
  }

  private static <T> T decodeEither(WireType<T> type, String input)
      throws MalformedMessageException {
    try {
      return ExoJson.wire().decode(type, input);
    } catch (MalformedMessageException wire) {
      try {
        return ExoJson.api().decode(type, input);
      } catch (MalformedMessageException api) {
        throw wire;
      }
    }
  }

  private static <T> Optional<String> rejected(WireType<T> type, String input) {
    try {
      T value = decodeEither(type, input);
      return Optional.of("accepted as " + shorten(value.toString()));
    } catch (MalformedMessageException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> difference(WireType<?> type, String expected, String actual) {
    boolean same =
        expected.equals(actual) || (isGraph(type) && tree(expected).equals(tree(actual)));
    return same
        ? Optional.empty()
        : Optional.of("expected " + shorten(expected) + " but got " + shorten(actual));
  }

  /** Nodes and edges of a topology have no order; every other text is compared as it is. */
  private static boolean isGraph(WireType<?> type) {
    return type == WireTypes.STATE || type == WireTypes.TOPOLOGY;
  }

  private static JsonNode tree(String text) {
    try {
      return ComparableTree.of(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The text is not JSON: " + shorten(text), e);
    }
  }

  private static String shorten(String text) {
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
  }
}
