package org.exojvm.examples.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireType;

/** Reads the fields of a vector. */
final class VectorFields {

  private VectorFields() {}

  /** Returns a field. */
  static JsonNode required(ObjectNode vector, String name) {
    JsonNode field = vector.get(name);
    if (field == null) {
      throw new IllegalArgumentException(
          "The vector has no field \"" + name + "\". Maybe the file is of another kind.");
    }
    return field;
  }

  /** Returns a field decoded as a wire type. */
  static <T> T decoded(WireType<T> type, ObjectNode vector, String name) {
    return decoded(type, required(vector, name));
  }

  /** Returns a value decoded as a wire type. */
  static <T> T decoded(WireType<T> type, JsonNode json) {
    try {
      return ExoJson.wire().decode(type, json.toString());
    } catch (MalformedMessageException e) {
      throw new IllegalArgumentException("The vector cannot be decoded: " + e.getMessage(), e);
    }
  }
}
