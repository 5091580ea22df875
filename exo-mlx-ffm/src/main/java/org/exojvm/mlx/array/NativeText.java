package org.exojvm.mlx.array;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Values;

/** Texts as C has them: bytes that end with a zero. */
final class NativeText {

  /** Functions of mlx-c's own texts; a class of its own, for it needs the library bound. */
  private static final class Functions {

    private static final NativeFunction DATA = Bindings.function("mlx_string_data");
    private static final NativeFunction FREE = Bindings.function("mlx_string_free");
  }

  private NativeText() {}

  /** Returns the address of a text that is never freed; for constants. */
  static long constant(String text) {
    return in(Arena.global(), text);
  }

  /**
   * Returns the address of a text that lives as long as an arena.
   *
   * @throws IllegalArgumentException if it has a zero, where C would end it
   */
  static long in(Arena arena, String text) {
    int zero = text.indexOf('\0');
    if (zero >= 0) {
      throw new IllegalArgumentException(
          "\"%s\" has a zero at %d, where C would end it; leave that out."
              .formatted(text.replace('\0', '.'), zero));
    }
    return arena.allocateFrom(text, StandardCharsets.UTF_8).address();
  }

  /** Reads a text of MLX. */
  @SuppressWarnings("restricted") // MLX has written it, with its zero, and says where.
  static String at(long address) {
    return MemorySegment.ofAddress(address)
        .reinterpret(Long.MAX_VALUE)
        .getString(0, StandardCharsets.UTF_8);
  }

  /** Reads a text that a call has made, and frees it. */
  static String taken(Session session, long string) {
    try {
      return at(Values.handle(Functions.DATA, string));
    } finally {
      session.done(Functions.FREE, Calls.call(Functions.FREE, string));
    }
  }

  /** Reads a text of MLX, and no more of it than so many bytes. */
  @SuppressWarnings("restricted") // As above.
  static String at(long address, int bytesMax) {
    MemorySegment text = MemorySegment.ofAddress(address).reinterpret(bytesMax);
    int length = 0;
    while (length < bytesMax && text.get(ValueLayout.JAVA_BYTE, length) != 0) {
      length++;
    }
    return new String(
        text.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
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
