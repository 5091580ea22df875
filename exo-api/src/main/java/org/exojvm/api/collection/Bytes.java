package org.exojvm.api.collection;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** An immutable sequence of bytes. */
public final class Bytes {

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /** Returns the bytes of {@code source}; later changes of the array do not show. */
  public static Bytes copyOf(byte[] source) {
    return new Bytes(source.clone());
  }

  /** Returns the bytes as a fresh array. */
  public byte[] toArray() {
    return value.clone();
  }

  /** Returns the number of bytes. */
  public int size() {
    return value.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** Returns the bytes in hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(value);
  }
}
