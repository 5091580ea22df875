package org.exojvm.core.codec.internal;

import java.io.IOException;

/** A value or null. */
final class NullableCodec<T> implements ValueCodec<T> {

  private final ValueCodec<T> codec;

  private NullableCodec(ValueCodec<T> codec) {
    this.codec = codec;
  }

  static <T> ValueCodec<T> of(ValueCodec<T> codec) {
    return new NullableCodec<>(codec);
  }

  @Override
  @SuppressWarnings("NullAway") // this codec is the one place where null is a value
  public T read(JsonReader in) throws MalformedValue, IOException {
    return in.isNull() ? null : codec.read(in);
  }

  @Override
  public void write(JsonWriter out, T value) {
    if (value == null) {
      out.nullValue();
    } else {
      codec.write(out, value);
    }
  }
}
