package org.exojvm.mlx.array;

/** The structures of {@code mlx/c/optional.h} in one register: value below, its presence above. */
final class Optionals {

  static final long NONE = 0;

  private static final long PRESENT = 1L << Integer.SIZE;

  private Optionals() {}

  static long of(int value) {
    return PRESENT | Integer.toUnsignedLong(value);
  }

  static long of(float value) {
    return of(Float.floatToRawIntBits(value));
  }
}
