package org.exojvm.core.codec;

import org.exojvm.core.codec.internal.ValueCodec;

/**
 * A type that travels as JSON, by its name in the reference.
 *
 * @param <T> the Java type
 */
public final class WireType<T> {

  private final String name;
  private final ValueCodec<T> codec;

  WireType(String name, ValueCodec<T> codec) {
    this.name = name;
    this.codec = codec;
  }

  /** Returns the name of the type, such as {@code Event} or {@code ModelCard}. */
  public String name() {
    return name;
  }

  ValueCodec<T> codec() {
    return codec;
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
