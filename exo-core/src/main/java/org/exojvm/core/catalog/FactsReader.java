package org.exojvm.core.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.exojvm.core.card.ModelFacts;
import org.jspecify.annotations.Nullable;

/** Reads the {@code facts} of a card. Unknown facts are left alone: documents may know more. */
final class FactsReader {

  private static final String ACTIVE_SHARE = "active_share";

  private final Map<String, Object> values = new HashMap<>();

  private FactsReader() {}

  /** Reads from the field name {@code facts} to the end of its value. */
  static ModelFacts read(JsonParser parser) throws IOException, CardDocumentException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new CardDocumentException("facts is not an object. Maybe leave it out");
    }
    FactsReader reader = new FactsReader();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      reader.readOne(parser.currentName(), parser);
    }
    return reader.facts();
  }

  private void readOne(String name, JsonParser parser) throws IOException {
    switch (parser.nextToken()) {
      case VALUE_NUMBER_INT -> values.put(name, parser.getIntValue());
      case VALUE_NUMBER_FLOAT -> values.put(name, parser.getDoubleValue());
      case VALUE_STRING -> values.put(name, parser.getText());
      case VALUE_TRUE -> values.put(name, true);
      case VALUE_FALSE -> values.put(name, false);
      case START_OBJECT, START_ARRAY -> parser.skipChildren();
      default -> {
        // null: not known.
      }
    }
  }

  private ModelFacts facts() throws CardDocumentException {
    return new ModelFacts(
        value("context_length", Integer.class),
        value("num_key_value_heads", Integer.class),
        value("head_dim", Integer.class),
        value("kv_values_per_token_per_layer", Integer.class),
        value("kv_layers", Integer.class),
        value("attention", String.class),
        activeShare(),
        value("supports_pipeline", Boolean.class));
  }

  private @Nullable Double activeShare() throws CardDocumentException {
    values.computeIfPresent(
        ACTIVE_SHARE,
        (name, value) -> value instanceof Integer whole ? whole.doubleValue() : value);
    Double share = value(ACTIVE_SHARE, Double.class);
    if (share != null && !(share > 0 && share <= 1)) {
      throw new CardDocumentException(
          "facts.active_share is " + share + " but must be above 0 and at most 1");
    }
    return share;
  }

  private <T> @Nullable T value(String name, Class<T> type) throws CardDocumentException {
    Object value = values.get(name);
    if (value != null && !type.isInstance(value)) {
      throw new CardDocumentException(
          "facts." + name + " is " + value + " but must be of type " + type.getSimpleName());
    }
    return value == null ? null : type.cast(value);
  }
}
