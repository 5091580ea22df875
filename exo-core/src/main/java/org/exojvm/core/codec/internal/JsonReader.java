package org.exojvm.core.codec.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The tokens of one message, with the checks that every codec needs. Used by one thread. */
public final class JsonReader {

  private static final int SHOWN_CHARS = 60;

  /**
   * Names are not canonicalised: ids are keys of maps, so a table of names would fill with ids.
   * Known names are compared in place instead.
   */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(Limits.CONSTRAINTS)
          .build();

  private final JsonParser parser;
  private final Spelling spelling;
  private final boolean keepsUnknownEvents;

  /** Returns a reader before the first token of a text. */
  JsonReader(String text, Spelling spelling, boolean keepsUnknownEvents) {
    this.parser = parser(text);
    this.spelling = spelling;
    this.keepsUnknownEvents = keepsUnknownEvents;
  }

  private static JsonParser parser(String text) {
    try {
      return FACTORY.createParser(text.toCharArray());
    } catch (IOException e) {
      throw new UncheckedIOException("The text is in memory and cannot fail to be read.", e);
    }
  }

  Spelling spelling() {
    return spelling;
  }

  boolean keepsUnknownEvents() {
    return keepsUnknownEvents;
  }

  /** Moves to the next token; null at the end of the text. */
  @Nullable JsonToken next() throws IOException {
    return parser.nextToken();
  }

  @Nullable JsonToken token() {
    return parser.currentToken();
  }

  /** Checks that nothing follows. */
  void requireEnd() throws MalformedValue, IOException {
    if (parser.nextToken() != null) {
      throw new MalformedValue(
          "Something follows the value: " + shown() + ".", "Send one value a message.");
    }
  }

  /** Returns whether the reader stands on a null. */
  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** Checks that an object begins here. */
  void requireObject(String what) throws MalformedValue, IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw mismatch("an object (" + what + ")");
    }
  }

  /** Checks that an array begins here. */
  void requireArray() throws MalformedValue, IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw mismatch("an array");
    }
  }

  /** Moves on; returns whether the next token is this field name. */
  boolean nextNameIs(SerializableString name) throws IOException {
    return parser.nextFieldName(name);
  }

  /** Moves on; returns the next field name, or null at the end of the object. */
  @Nullable String nextName() throws IOException {
    return parser.nextFieldName();
  }

  /** Returns the field name the reader stands on, or null at the end of the object. */
  @Nullable String name() throws IOException {
    return parser.currentToken() == JsonToken.FIELD_NAME ? parser.currentName() : null;
  }

  /** Skips the value of the field name the reader stands on. */
  void skipValue() throws IOException {
    parser.nextToken();
    parser.skipChildren();
  }

  String string() throws MalformedValue, IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw mismatch("a string");
    }
    return wellFormed(parser.getText());
  }

  /** Returns the text unless it holds half of a surrogate pair, which no UTF-8 can carry. */
  static String wellFormed(String text) throws MalformedValue {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.isLowSurrogate(text.charAt(i))
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new MalformedValue(
              "The string holds a lone surrogate \\u%04x at position %d."
                  .formatted((int) text.charAt(i), i),
              "Send both halves of the pair or U+FFFD.");
        }
        i++;
      }
    }
    return text;
  }

  int intValue() throws MalformedValue, IOException {
    long value = longValue();
    if (value != (int) value) {
      throw outOfRange("32");
    }
    return (int) value;
  }

  long longValue() throws MalformedValue, IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw mismatch("an integer");
    }
    return switch (parser.getNumberType()) {
      case INT -> parser.getIntValue();
      case LONG -> parser.getLongValue();
      default -> throw outOfRange("64");
    };
  }

  private MalformedValue outOfRange(String bits) throws IOException {
    return new MalformedValue(
        "The integer " + shown() + " does not fit into " + bits + " bits.",
        "Send a smaller number.");
  }

  double doubleValue() throws MalformedValue, IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      throw mismatch("a number");
    }
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw new MalformedValue(
          "The number " + shown() + " is beyond the range of a double.", "Send a finite number.");
    }
    return value;
  }

  boolean booleanValue() throws MalformedValue, IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw mismatch("true or false");
    };
  }

  /** Returns the text of the scalar the reader stands on. */
  String scalarText() throws IOException {
    return parser.getText();
  }

  /** Returns the problem that something else stands here. */
  MalformedValue mismatch(String expected) throws IOException {
    return new MalformedValue(
        "Expected " + expected + " but found " + shown() + ".", "Send the documented type.");
  }

  /** Returns what stands here, short enough for a message. */
  String shown() throws IOException {
    return switch (parser.currentToken()) {
      case null -> "the end of the text";
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case END_OBJECT -> "the end of the object";
      case END_ARRAY -> "the end of the array";
      case VALUE_STRING -> "the string \"" + shorten(parser.getText()) + "\"";
      case FIELD_NAME -> "the field \"" + shorten(parser.getText()) + "\"";
      default -> shorten(parser.getText());
    };
  }

  /** Returns the text, cut to what fits into a message. */
  static String shorten(String text) {
    return shorten(text, SHOWN_CHARS);
  }

  static String shorten(String text, int shown) {
    return text.length() <= shown
        ? text
        : text.substring(0, shown) + "... (" + text.length() + " characters)";
  }

  /** Returns where the reader stands, such as {@code .TaskCreated.task} or {@code .nodes[2]}. */
  String path() {
    StringBuilder path = new StringBuilder();
    appendPath(parser.getParsingContext(), path);
    return path.toString();
  }

  private static void appendPath(@Nullable JsonStreamContext context, StringBuilder path) {
    if (context == null || context.inRoot()) {
      return;
    }
    appendPath(context.getParent(), path);
    if (context.inArray() && context.hasCurrentIndex()) {
      path.append('[').append(context.getCurrentIndex()).append(']');
    } else if (context.inObject() && context.getCurrentName() != null) {
      path.append('.').append(shorten(context.getCurrentName()));
    }
  }
}
