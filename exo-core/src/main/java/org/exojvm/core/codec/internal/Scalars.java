package org.exojvm.core.codec.internal;

import java.io.IOException;
import java.util.Base64;
import java.util.function.Function;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.id.Id;

/** Numbers, truth values, text, ids and bytes, each strict about its type. */
final class Scalars {

  static final ValueCodec<String> STRING =
      new ValueCodec<>() {
        @Override
        public String read(JsonReader in) throws MalformedValue, IOException {
          return in.string();
        }

        @Override
        public void write(JsonWriter out, String value) {
          out.string(value);
        }
      };

  static final ValueCodec<Integer> INT =
      new ValueCodec<>() {
        @Override
        public Integer read(JsonReader in) throws MalformedValue, IOException {
          return in.intValue();
        }

        @Override
        public void write(JsonWriter out, Integer value) {
          out.number(value.longValue());
        }
      };

  static final ValueCodec<Long> LONG =
      new ValueCodec<>() {
        @Override
        public Long read(JsonReader in) throws MalformedValue, IOException {
          return in.longValue();
        }

        @Override
        public void write(JsonWriter out, Long value) {
          out.number(value.longValue());
        }
      };

  static final ValueCodec<Double> DOUBLE =
      new ValueCodec<>() {
        @Override
        public Double read(JsonReader in) throws MalformedValue, IOException {
          return in.doubleValue();
        }

        @Override
        public void write(JsonWriter out, Double value) {
          out.number(value.doubleValue());
        }
      };

  static final ValueCodec<Boolean> BOOLEAN =
      new ValueCodec<>() {
        @Override
        public Boolean read(JsonReader in) throws MalformedValue, IOException {
          return in.booleanValue();
        }

        @Override
        public void write(JsonWriter out, Boolean value) {
          out.bool(value);
        }
      };

  /**
   * RFC 4648 base64 with padding and nothing else: Java's decoder alone would take a missing
   * padding and stray bits behind the last byte.
   */
  static final ValueCodec<Bytes> BYTES =
      new ValueCodec<>() {
        @Override
        public Bytes read(JsonReader in) throws MalformedValue, IOException {
          return bytes(in.string());
        }

        @Override
        public void write(JsonWriter out, Bytes value) {
          out.string(Base64.getEncoder().encodeToString(value.toArray()));
        }
      };

  private Scalars() {}

  /** An id: text that is not empty. */
  static <T extends Id> ValueCodec<T> id(Function<String, T> constructor) {
    return new ValueCodec<>() {
      @Override
      public T read(JsonReader in) throws MalformedValue, IOException {
        return constructor.apply(boundedName(in.string()));
      }

      @Override
      public void write(JsonWriter out, T value) {
        out.string(value.value());
      }
    };
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

  private static Bytes bytes(String text) throws MalformedValue {
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
}
