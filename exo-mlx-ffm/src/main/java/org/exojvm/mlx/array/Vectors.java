package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableList;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.Values;

/** Lists of arrays as mlx-c has them. A list is freed right after the call it was made for. */
final class Vectors {

  private static final MethodHandle NEW = Bindings.function("mlx_vector_array_new_data");
  private static final MethodHandle SIZE = Bindings.function("mlx_vector_array_size");
  private static final MethodHandle GET = Bindings.function("mlx_vector_array_get");
  private static final MethodHandle FREE = Bindings.function("mlx_vector_array_free");

  private Vectors() {}

  /** A call that takes a list. */
  interface Use<R> {
    R of(long vector);
  }

  /** Makes a list of arrays for a call, and frees it whatever the call does. */
  static <R> R with(Session session, List<MlxArray> arrays, Use<R> use) {
    session.check();
    long vector;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handles = arena.allocate(ValueLayout.JAVA_LONG, Math.max(arrays.size(), 1));
      for (int i = 0; i < arrays.size(); i++) {
        handles.setAtIndex(ValueLayout.JAVA_LONG, i, arrays.get(i).handle());
      }
      vector = Values.handle(NEW, handles.address(), arrays.size());
    }
    if (vector == Session.NONE) {
      throw NativeErrors.take("mlx_vector_array_new_data");
    }
    try {
      return use.of(vector);
    } finally {
      session.done("mlx_vector_array_free", Calls.call(FREE, vector));
    }
  }

  /** Takes the arrays of the list that a call has put into the slot. */
  static ImmutableList<MlxArray> result(Session session, String function, int code) {
    session.done(function, code);
    long vector = session.slotValue();
    ImmutableList.Builder<MlxArray> arrays = ImmutableList.builder();
    long size = Values.handle(SIZE, vector);
    for (long i = 0; i < size; i++) {
      arrays.add(session.array("mlx_vector_array_get", Calls.call(GET, session.slot(), vector, i)));
    }
    session.done("mlx_vector_array_free", Calls.call(FREE, vector));
    return arrays.build();
  }
}
