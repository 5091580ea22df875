package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.Unexpected;

/** The maps of mlx-c, which exist only around a file: from names to arrays, and to texts. */
final class NativeMaps {

  private static final MethodHandle ARRAY_INSERT =
      Bindings.function("mlx_map_string_to_array_insert");
  private static final MethodHandle TEXT_INSERT =
      Bindings.function("mlx_map_string_to_string_insert");
  private static final MethodHandle ARRAY_ITERATE =
      Bindings.function("mlx_map_string_to_array_iterator_new");
  private static final MethodHandle TEXT_ITERATE =
      Bindings.function("mlx_map_string_to_string_iterator_new");
  private static final MethodHandle ARRAY_NEXT =
      Bindings.function("mlx_map_string_to_array_iterator_next");
  private static final MethodHandle TEXT_NEXT =
      Bindings.function("mlx_map_string_to_string_iterator_next");
  private static final MethodHandle ARRAY_END =
      Bindings.function("mlx_map_string_to_array_iterator_free");
  private static final MethodHandle TEXT_END =
      Bindings.function("mlx_map_string_to_string_iterator_free");

  /** What an iterator returns when there is no next one; no error. */
  private static final int AT_END = 2;

  /** Most entries of a file; the greatest models have some ten thousand tensors. */
  private static final int ENTRIES_MAX = 1 << 20;

  private NativeMaps() {}

  /** Makes a value of what an iterator has put into a slot. */
  private interface Entry<V> {
    V of(long slot);
  }

  static ImmutableMap<String, MlxArray> arrays(Session session, long map) {
    return read(session, map, ARRAY_ITERATE, ARRAY_NEXT, ARRAY_END, session::adopt);
  }

  static ImmutableMap<String, String> texts(Session session, long map) {
    return read(session, map, TEXT_ITERATE, TEXT_NEXT, TEXT_END, NativeText::at);
  }

  private static <V> ImmutableMap<String, V> read(
      Session session,
      long map,
      MethodHandle iterate,
      MethodHandle next,
      MethodHandle end,
      Entry<V> entry) {
    ImmutableSortedMap.Builder<String, V> entries = ImmutableSortedMap.naturalOrder();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocate(ValueLayout.JAVA_LONG);
      MemorySegment iterator = (MemorySegment) iterate.invokeExact((SegmentAllocator) arena, map);
      int code = 0;
      for (int count = 0; code == 0 && count < ENTRIES_MAX; count++) {
        code = (int) next.invokeExact(key.address(), session.slot(), iterator);
        if (code == 0) {
          entries.put(
              NativeText.at(key.get(ValueLayout.JAVA_LONG, 0)), entry.of(session.slotValue()));
        }
      }
      int ended = (int) end.invokeExact(iterator);
      session.done("iterator_next", code == AT_END ? ended : code);
      return entries.buildOrThrow();
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  static void putArrays(Session session, long map, Map<String, MlxArray> arrays) {
    arrays.forEach(
        (name, array) -> {
          try (Arena arena = Arena.ofConfined()) {
            session.done(
                "mlx_map_string_to_array_insert",
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
                "mlx_map_string_to_string_insert",
                Calls.call(
                    TEXT_INSERT, map, NativeText.in(arena, name), NativeText.in(arena, text)));
          }
        });
  }
}
