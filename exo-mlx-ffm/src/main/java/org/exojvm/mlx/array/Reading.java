package org.exojvm.mlx.array;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.Function;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.Values;

/**
 * Values of arrays in Java. MLX gives a pointer into memory as it lies there, with strides that the
 * pointer does not tell, and to nowhere before the array is computed; so it is converted, laid out
 * row by row and computed first.
 */
final class Reading {

  private static final MethodHandle AS_TYPE = Bindings.function("mlx_astype");
  private static final MethodHandle CONTIGUOUS = Bindings.function("mlx_contiguous");
  private static final MethodHandle EVAL = Bindings.function("mlx_array_eval");
  private static final MethodHandle DATA = Bindings.function("mlx_array_data_uint8");

  private Reading() {}

  static float[] floats(MlxArray array) {
    return of(array, Dtype.FLOAT32, memory -> memory.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED));
  }

  static int[] ints(MlxArray array) {
    return of(array, Dtype.INT32, memory -> memory.toArray(ValueLayout.JAVA_INT_UNALIGNED));
  }

  static byte[] bytes(MlxArray array) {
    return of(array, array.dtype(), memory -> memory.toArray(ValueLayout.JAVA_BYTE));
  }

  private static <R> R of(MlxArray array, Dtype dtype, Function<MemorySegment, R> read) {
    Session session = array.session();
    if (array.size() > Integer.MAX_VALUE / dtype.bytes()) {
      throw new IllegalArgumentException(
          "%d elements do not fit into a Java array; read slices.".formatted(array.size()));
    }
    try (MlxArray converted =
            session.array(
                "mlx_astype",
                Calls.call(
                    AS_TYPE, session.slot(), array.handle(), dtype.number(), session.stream()));
        MlxArray laid =
            session.array(
                "mlx_contiguous",
                Calls.call(
                    CONTIGUOUS, session.slot(), converted.handle(), false, session.stream()))) {
      session.done("mlx_array_eval", Calls.call(EVAL, laid.handle()));
      return read.apply(memory(laid));
    }
  }

  @SuppressWarnings("restricted") // The array is computed, contiguous, and alive for the copy.
  private static MemorySegment memory(MlxArray array) {
    long bytes = array.bytes();
    return bytes == 0
        ? MemorySegment.ofArray(new byte[0])
        : MemorySegment.ofAddress(Values.handle(DATA, array.handle())).reinterpret(bytes);
  }
}
