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

  private static final MethodHandle FLOAT = Bindings.function("mlx_array_item_float32");
  private static final MethodHandle INT = Bindings.function("mlx_array_item_int32");
  private static final MethodHandle UNSIGNED = Bindings.function("mlx_array_item_uint32");
  private static final MethodHandle AVAILABLE = Bindings.function("_mlx_array_is_available");

  private Reading() {}

  static float scalar(MlxArray array) {
    checkScalar(array);
    if (array.dtype() != Dtype.FLOAT32) {
      return floats(array)[0];
    }
    return Float.intBitsToFloat(item(array, "mlx_array_item_float32", FLOAT));
  }

  static int scalarInt(MlxArray array) {
    checkScalar(array);
    return switch (array.dtype()) {
      case INT32 -> item(array, "mlx_array_item_int32", INT);
      case UINT32 -> item(array, "mlx_array_item_uint32", UNSIGNED);
      default ->
          throw new IllegalStateException(
              "A scalar of type %s is no int; convert it.".formatted(array.dtype()));
    };
  }

  /** Returns the 32 bits of a scalar; MLX computes it first, and looks at nothing of its type. */
  private static int item(MlxArray array, String name, MethodHandle function) {
    Session session = array.session();
    session.done(name, Calls.call(function, session.slot(), array.handle()));
    return (int) session.slotValue();
  }

  private static void checkScalar(MlxArray array) {
    if (array.size() != 1) {
      throw new IllegalStateException(
          "An array of %d elements is no scalar; take one of them.".formatted(array.size()));
    }
  }

  static boolean isComputed(MlxArray array) {
    Session session = array.session();
    session.done("_mlx_array_is_available", Calls.call(AVAILABLE, session.slot(), array.handle()));
    return session.slotValue() != 0;
  }

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
