package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Unexpected;

/** The maps of mlx-c, which exist only around a file: from names to arrays, and to texts. */
final class NativeMaps {

  private static final NativeFunction ARRAY_INSERT =
      Bindings.function("mlx_map_string_to_array_insert");
  private static final NativeFunction TEXT_INSERT =
      Bindings.function("mlx_map_string_to_string_insert");

  private static final Iteration OF_ARRAYS = Iteration.of("mlx_map_string_to_array_iterator");
  private static final Iteration OF_TEXTS = Iteration.of("mlx_map_string_to_string_iterator");

  /** What an iterator returns when there is no next one; no error. */
  private static final int AT_END = 2;

  /** Most entries of a file; the greatest models have some ten thousand tensors. */
  private static final int ENTRIES_MAX = 1 << 20;

  private NativeMaps() {}

  /** The three functions of an iterator. */
  private record Iteration(NativeFunction begin, NativeFunction next, NativeFunction end) {
    static Iteration of(String iterator) {
      return new Iteration(
          Bindings.function(iterator + "_new"),
          Bindings.function(iterator + "_next"),
          Bindings.function(iterator + "_free"));
    }
  }

  /** Makes a value of what an iterator has put into a slot. */
  private interface Entry<V> {
    V of(long slot);
  }

  static ImmutableMap<String, MlxArray> arrays(Session session, long map) {
    return read(session, map, OF_ARRAYS, session::adopt);
  }

  static ImmutableMap<String, String> texts(Session session, long map) {
    return read(session, map, OF_TEXTS, NativeText::at);
  }

  private static <V> ImmutableMap<String, V> read(
      Session session, long map, Iteration functions, Entry<V> entry) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment iterator =
          (MemorySegment) functions.begin().handle().invokeExact((SegmentAllocator) arena, map);
      try {
        return read(session, arena, iterator, functions.next(), entry);
      } finally {
        session.done(functions.end(), (int) functions.end().handle().invokeExact(iterator));
      }
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  private static <V> ImmutableMap<String, V> read(
      Session session, Arena arena, MemorySegment iterator, NativeFunction next, Entry<V> entry)
      throws Throwable {
    ImmutableSortedMap.Builder<String, V> entries = ImmutableSortedMap.naturalOrder();
    MemorySegment key = arena.allocate(ValueLayout.JAVA_LONG);
    for (int count = 0; count <= ENTRIES_MAX; count++) {
      int code = (int) next.handle().invokeExact(key.address(), session.slot(), iterator);
      if (code == AT_END) {
        return entries.buildOrThrow();
      }
      session.done(next, code);
      entries.put(NativeText.at(key.get(ValueLayout.JAVA_LONG, 0)), entry.of(session.slotValue()));
    }
    throw new IllegalStateException(
        "The file has more than %d entries; divide it.".formatted(ENTRIES_MAX));
  }

  static void putArrays(Session session, long map, Map<String, MlxArray> arrays) {
    arrays.forEach(
        (name, array) -> {
          try (Arena arena = Arena.ofConfined()) {
            session.done(
                ARRAY_INSERT,
                Calls.call(
                    ARRAY_INSERT,
                    map,
                    NativeText.in(arena, NativeText.checked(name)),
                    array.handle()));
          }
        });
  }

  static void putTexts(Session session, long map, Map<String, String> texts) {
    texts.forEach(
        (name, text) -> {
          try (Arena arena = Arena.ofConfined()) {
            session.done(
                TEXT_INSERT,
                Calls.call(
                    TEXT_INSERT, map, NativeText.in(arena, name), NativeText.in(arena, text)));
          }
        });
  }
}
