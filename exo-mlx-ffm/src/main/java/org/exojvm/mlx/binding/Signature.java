package org.exojvm.mlx.binding;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * A C function in letters: what it returns, then what it takes.
 *
 * <ul>
 *   <li>{@code h} handle, {@code p} pointer, {@code n} size_t, {@code u} uint64_t, {@code o} one of
 *       the optional structures: all one 64-bit register
 *   <li>{@code i} int or enumeration, {@code b} bool, {@code f} float, {@code d} double
 *   <li>{@code t} the iterator of a map, two pointers; {@code v} nothing
 * </ul>
 *
 * <p>The optional structures are an int, a float or an enumeration of 4 bytes, followed by a bool:
 * 8 bytes that the calling conventions of x86-64 (System V) and arm64 (AAPCS64, Apple) put into one
 * general register. So a handle, a structure of one pointer.
 *
 * @param name the symbol
 * @param returned the letter of the result
 * @param parameters letters of the parameters
 */
public record Signature(String name, char returned, String parameters) {

  /** Map iterators of {@code mlx/c/map.h}: {@code {void* ctx; void* map_ctx;}}. */
  public static final StructLayout ITERATOR =
      MemoryLayout.structLayout(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);

  private static final char NOTHING = 'v';

  /** Returns what the linker needs. */
  public FunctionDescriptor descriptor() {
    List<MemoryLayout> layouts = new ArrayList<>();
    for (int i = 0; i < parameters.length(); i++) {
      layouts.add(layout(parameters.charAt(i)));
    }
    MemoryLayout[] parameterLayouts = layouts.toArray(MemoryLayout[]::new);
    return returned == NOTHING
        ? FunctionDescriptor.ofVoid(parameterLayouts)
        : FunctionDescriptor.of(layout(returned), parameterLayouts);
  }

  private static MemoryLayout layout(char letter) {
    return switch (letter) {
      case 'h', 'p', 'n', 'u', 'o' -> ValueLayout.JAVA_LONG;
      case 'i' -> ValueLayout.JAVA_INT;
      case 'b' -> ValueLayout.JAVA_BOOLEAN;
      case 'f' -> ValueLayout.JAVA_FLOAT;
      case 'd' -> ValueLayout.JAVA_DOUBLE;
      case 't' -> ITERATOR;
      default -> throw new IllegalArgumentException("No type has the letter " + letter + ".");
    };
  }

  /**
   * Reads lines such as {@code mlx_add i phhh}; empty lines and what follows a # are left out.
   *
   * @throws IllegalArgumentException if a line is something else
   */
  static ImmutableList<Signature> parse(String table) {
    return table
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .map(Signature::parseLine)
        .collect(ImmutableList.toImmutableList());
  }

  private static Signature parseLine(String line) {
    List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(line);
    if (words.size() < 2 || words.size() > 3 || words.get(1).length() != 1) {
      throw new IllegalArgumentException("No signature: " + line);
    }
    return new Signature(
        words.get(0), words.get(1).charAt(0), words.size() == 3 ? words.get(2) : "");
  }
}
