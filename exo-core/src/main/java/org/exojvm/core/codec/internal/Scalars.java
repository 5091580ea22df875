package org.exojvm.core.codec.internal;

import java.io.IOException;
import java.util.Base64;
import java.util.function.Function;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.id.Id;

/** Numbers, truth values, text, ids and bytes, each strict about its type. */
final class Scalars {

  private interface Read<T> {
    T from(JsonReader in) throws MalformedValue, IOException;
  }

  private interface Write<T> {
    void to(JsonWriter out, T value);
  }

  private record Scalar<T>(Read<T> reading, Write<T> writing) implements ValueCodec<T> {
    @Override
    public T read(JsonReader in) throws MalformedValue, IOException {
      return reading.from(in);
    }

    @Override
    public void write(JsonWriter out, T value) {
      writing.to(out, value);
    }
  }

  static final ValueCodec<String> STRING = new Scalar<>(JsonReader::string, JsonWriter::string);
  static final ValueCodec<Integer> INT =
      new Scalar<>(JsonReader::intValue, (out, value) -> out.number((long) value));
  static final ValueCodec<Long> LONG =
      new Scalar<>(JsonReader::longValue, (out, value) -> out.number((long) value));
  static final ValueCodec<Double> DOUBLE =
      new Scalar<>(JsonReader::doubleValue, (out, value) -> out.number((double) value));
  static final ValueCodec<Boolean> BOOLEAN =
      new Scalar<>(JsonReader::booleanValue, JsonWriter::bool);
  static final ValueCodec<Bytes> BYTES = new Scalar<>(Scalars::bytes, Scalars::writeBytes);

  private Scalars() {}

  /** An id: text that is not empty. */
  static <T extends Id> ValueCodec<T> id(Function<String, T> constructor) {
    return new Scalar<>(
        in -> constructor.apply(boundedName(in.string())),
        (out, value) -> out.string(value.value()));
  }

  /** Returns the text unless it is too long to be an id or a key. */
  static String boundedName(String text) throws MalformedValue {
    if (text.length() > Limits.MAX_NAME_CHARS) {
      throw new MalformedValue(
          "The id or key \"%s\" is longer than %d characters."
              .formatted(JsonReader.shorten(text), Limits.MAX_NAME_CHARS),
          "Send a shorter one.");
    }
    return text;
  }

  /**
   * RFC 4648 base64 with padding and nothing else: Java's decoder alone would take a missing
   * padding and stray bits behind the last byte.
   */
  private static Bytes bytes(JsonReader in) throws MalformedValue, IOException {
    String text = in.string();
    if (text.length() % 4 == 0) {
      try {
        byte[] decoded = Base64.getDecoder().decode(text);
        if (Base64.getEncoder().encodeToString(decoded).equals(text)) {
          return Bytes.copyOf(decoded);
        }
      } catch (IllegalArgumentException e) {
        throw notBase64(text);
      }
    }
    throw notBase64(text);
  }

  private static MalformedValue notBase64(String text) {
    return new MalformedValue(
        "\"" + JsonReader.shorten(text) + "\" is not base64.",
        "Use the alphabet of RFC 4648 with padding and without blanks.");
  }

  private static void writeBytes(JsonWriter out, Bytes value) {
    out.string(Base64.getEncoder().encodeToString(value.toArray()));
  }
}
