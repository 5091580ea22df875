package org.exojvm.mlx.array;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Texts as C has them. */
final class NativeText {

  /** Longest text that is read; versions, names and metadata are far shorter. */
  private static final long BYTES_MAX = 1L << 20;

  private NativeText() {}

  /** Returns the address of a text that is never freed; for constants. */
  static long constant(String text) {
    return Arena.global().allocateFrom(text, StandardCharsets.UTF_8).address();
  }

  /** Returns the address of a text that lives as long as an arena. */
  static long in(Arena arena, String text) {
    return arena.allocateFrom(text, StandardCharsets.UTF_8).address();
  }

  /** Reads a text of MLX, which ends with a zero. */
  @SuppressWarnings("restricted") // MLX has written it and says where.
  static String at(long address) {
    return MemorySegment.ofAddress(address)
        .reinterpret(BYTES_MAX)
        .getString(0, StandardCharsets.UTF_8);
  }

  /**
   * Checks a text that MLX may put into an error, which it then takes for a format of printf.
   *
   * @throws IllegalArgumentException if it has a percent sign
   */
  static String checked(String text) {
    if (text.indexOf('%') >= 0) {
      throw new IllegalArgumentException(
          "\"%s\" has a percent sign, which MLX would take for a format; use another name."
              .formatted(text));
    }
    return text;
  }
}
