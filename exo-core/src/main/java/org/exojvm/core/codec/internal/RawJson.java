package org.exojvm.core.codec.internal;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.exojvm.api.collection.JsonText;

/**
 * A JSON object that is passed through without being looked into: made compact, its numbers kept as
 * they are written.
 */
final class RawJson implements ValueCodec<JsonText> {

  static final RawJson OBJECT = new RawJson();

  private RawJson() {}

  @Override
  public JsonText read(JsonReader in) throws MalformedValue, IOException {
    in.requireObject("any fields");
    JsonWriter copy = new JsonWriter(in.spelling());
    copyValue(in, copy);
    return new JsonText(copy.toString());
  }

  @Override
  public void write(JsonWriter out, JsonText value) {
    out.verbatim(value.text());
  }

  /**
   * Copies the value the reader stands on. Recursion is bounded by the nesting the parser takes.
   */
  private static void copyValue(JsonReader in, JsonWriter out) throws MalformedValue, IOException {
    switch (in.token()) {
      case START_OBJECT -> copyObject(in, out);
      case START_ARRAY -> copyArray(in, out);
      case VALUE_STRING -> out.string(in.string());
      case null, default -> out.verbatim(in.scalarText());
    }
  }

  private static void copyObject(JsonReader in, JsonWriter out) throws MalformedValue, IOException {
    Set<String> seen = new HashSet<>();
    out.open('{');
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      if (!seen.add(JsonReader.wellFormed(name))) {
        throw MapKey.TEXT.duplicate(name);
      }
      if (seen.size() > 1) {
        out.ascii(',');
      }
      out.string(name);
      out.ascii(':');
      in.next();
      copyValue(in, out);
    }
    out.close('}');
  }

  private static void copyArray(JsonReader in, JsonWriter out) throws MalformedValue, IOException {
    out.open('[');
    boolean first = true;
    while (in.next() != JsonToken.END_ARRAY) {
      if (!first) {
        out.ascii(',');
      }
      first = false;
      copyValue(in, out);
    }
    out.close(']');
  }
}
