package org.exojvm.mlx.array;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Function;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Values;

/**
 * Values of arrays in Java. MLX gives a pointer into memory as it lies there, with strides that the
 * pointer does not tell, and to nowhere before the array is computed; so it is converted, laid out
 * row by row and computed first.
 */
final class Reading {

  private static final NativeFunction AS_TYPE = Bindings.function("mlx_astype");
  private static final NativeFunction CONTIGUOUS = Bindings.function("mlx_contiguous");
  private static final NativeFunction EVAL = Bindings.function("mlx_array_eval");
  private static final NativeFunction BYTES = Bindings.function("mlx_array_data_uint8");
  private static final NativeFunction SHORTS = Bindings.function("mlx_array_data_uint16");
  private static final NativeFunction INTS = Bindings.function("mlx_array_data_int32");
  private static final NativeFunction BITS = Bindings.function("mlx_array_data_uint32");
  private static final NativeFunction FLOATS = Bindings.function("mlx_array_data_float32");

  private static final NativeFunction FLOAT = Bindings.function("mlx_array_item_float32");
  private static final NativeFunction INT = Bindings.function("mlx_array_item_int32");
  private static final NativeFunction UNSIGNED = Bindings.function("mlx_array_item_uint32");
  private static final NativeFunction TRUTH = Bindings.function("mlx_array_item_bool");
  private static final NativeFunction AVAILABLE = Bindings.function("_mlx_array_is_available");

  private Reading() {}

  static float scalar(MlxArray array) {
    checkScalar(array);
    if (array.dtype() != Dtype.FLOAT32) {
      return floats(array)[0];
    }
    return Float.intBitsToFloat(item(array, FLOAT));
  }

  static int scalarInt(MlxArray array) {
    checkScalar(array);
    return switch (array.dtype()) {
      case INT32 -> item(array, INT);
      case UINT32 -> item(array, UNSIGNED);
      default ->
          throw new IllegalStateException(
              "A scalar of type %s is no int; convert it.".formatted(array.dtype()));
    };
  }

  static boolean scalarBoolean(MlxArray array) {
    checkScalar(array);
    if (array.dtype() != Dtype.BOOL) {
      throw new IllegalStateException(
          "A scalar of type %s is no boolean; compare it.".formatted(array.dtype()));
    }
    return item(array, TRUTH) != 0;
  }

  /** Returns the 32 bits of a scalar; MLX computes it first, and looks at nothing of its type. */
  private static int item(MlxArray array, NativeFunction function) {
    Session session = array.session();
    session.done(function, Calls.call(function, session.slot(), array.handle()));
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
    session.done(AVAILABLE, Calls.call(AVAILABLE, session.slot(), array.handle()));
    return session.slotValue() != 0;
  }

  static float[] floats(MlxArray array) {
    return of(
        array, Dtype.FLOAT32, FLOATS, memory -> memory.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED));
  }

  static int[] ints(MlxArray array) {
    boolean unsigned = array.dtype() == Dtype.UINT32;
    return of(
        array,
        unsigned ? Dtype.UINT32 : Dtype.INT32,
        unsigned ? BITS : INTS,
        memory -> memory.toArray(ValueLayout.JAVA_INT_UNALIGNED));
  }

  static short[] shorts(MlxArray array) {
    Dtype dtype = array.dtype();
    if (dtype.bytes() != Short.BYTES) {
      throw new IllegalStateException(
          "Elements of type %s have no 16 bits; convert them.".formatted(dtype));
    }
    return of(array, dtype, SHORTS, memory -> memory.toArray(ValueLayout.JAVA_SHORT_UNALIGNED));
  }

  static byte[] bytes(MlxArray array) {
    return of(array, array.dtype(), BYTES, memory -> memory.toArray(ValueLayout.JAVA_BYTE));
  }

  private static <R> R of(
      MlxArray array, Dtype dtype, NativeFunction data, Function<MemorySegment, R> read) {
    Session session = array.session();
    if (array.size() > Integer.MAX_VALUE / dtype.bytes()) {
      throw new IllegalArgumentException(
          "%d elements do not fit into a Java array; read slices.".formatted(array.size()));
    }
    try (MlxArray converted = session.maker().of(AS_TYPE, array, dtype.number());
        MlxArray laid = session.maker().of(CONTIGUOUS, converted, false)) {
      session.done(EVAL, Calls.call(EVAL, laid.handle()));
      return read.apply(memory(laid, data));
    }
  }

  @SuppressWarnings("restricted") // The array is computed, contiguous, and alive for the copy.
  private static MemorySegment memory(MlxArray array, NativeFunction data) {
    long bytes = array.bytes();
    return bytes == 0
        ? MemorySegment.ofArray(new byte[0])
        : MemorySegment.ofAddress(Values.handle(data, array.handle())).reinterpret(bytes);
  }
}
