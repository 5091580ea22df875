package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableList;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Values;

/** Lists of arrays as mlx-c has them. A list is freed right after the call it was made for. */
final class Vectors {

  private static final NativeFunction NEW = Bindings.function("mlx_vector_array_new_data");
  private static final NativeFunction SIZE = Bindings.function("mlx_vector_array_size");
  private static final NativeFunction GET = Bindings.function("mlx_vector_array_get");
  private static final NativeFunction FREE = Bindings.function("mlx_vector_array_free");

  private Vectors() {}

  /** A call that takes a list. */
  interface Use<R> {
    R of(long vector);
  }

  /** Makes a list of arrays for a call, and frees it whatever the call does. */
  static <R> R with(Session session, List<MlxArray> arrays, Use<R> use) {
    long vector = of(session, arrays);
    try {
      return use.of(vector);
    } finally {
      session.done(FREE, Calls.call(FREE, vector));
    }
  }

  /** Makes a list of arrays, for somebody who frees it. */
  static long of(Session session, List<MlxArray> arrays) {
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
      throw NativeErrors.take(NEW);
    }
    return vector;
  }

  /** Takes the arrays of the list that a call has put into the slot. */
  static ImmutableList<MlxArray> result(Session session, NativeFunction function, int code) {
    return taken(session, function, code, session.slotValue());
  }

  /** Takes the arrays of a list that a call has made, and frees the list. */
  static ImmutableList<MlxArray> taken(
      Session session, NativeFunction function, int code, long vector) {
    session.done(function, code);
    try {
      return arrays(session, vector);
    } finally {
      session.done(FREE, Calls.call(FREE, vector));
    }
  }

  /** Returns the arrays of a list, which stays as it is. */
  static ImmutableList<MlxArray> arrays(Session session, long vector) {
    ImmutableList.Builder<MlxArray> arrays = ImmutableList.builder();
    long size = Values.handle(SIZE, vector);
    for (long i = 0; i < size; i++) {
      arrays.add(session.array(GET, Calls.call(GET, session.slot(), vector, i)));
    }
    return arrays.build();
  }
}
