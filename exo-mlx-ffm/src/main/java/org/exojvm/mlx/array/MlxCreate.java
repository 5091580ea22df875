package org.exojvm.mlx.array;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.Values;
import org.exojvm.mlx.binding.WideCalls;

/** Arrays from values of Java and from nothing. Memory of Java is copied. */
public final class MlxCreate {

  private static final MethodHandle FLOAT = Bindings.function("mlx_array_new_float32");
  private static final MethodHandle INT = Bindings.function("mlx_array_new_int");
  private static final MethodHandle BOOL = Bindings.function("mlx_array_new_bool");
  private static final MethodHandle DATA = Bindings.function("mlx_array_new_data");
  private static final MethodHandle ZEROS = Bindings.function("mlx_zeros");
  private static final MethodHandle ONES = Bindings.function("mlx_ones");
  private static final MethodHandle FULL = Bindings.function("mlx_full");
  private static final MethodHandle ZEROS_LIKE = Bindings.function("mlx_zeros_like");
  private static final MethodHandle ARANGE = Bindings.function("mlx_arange");

  private final Session session;

  MlxCreate(Session session) {
    this.session = session;
  }

  /** Returns a scalar of type FLOAT32. */
  public MlxArray scalar(float value) {
    session.check();
    return session.created("mlx_array_new_float32", Values.handle(FLOAT, value));
  }

  /** Returns a scalar of type INT32. */
  public MlxArray scalar(int value) {
    session.check();
    return session.created("mlx_array_new_int", Values.handle(INT, value));
  }

  /** Returns a scalar of type BOOL. */
  public MlxArray scalar(boolean value) {
    session.check();
    return session.created("mlx_array_new_bool", Values.handle(BOOL, value));
  }

  /**
   * Returns an array of type FLOAT32.
   *
   * @param values the elements, row by row
   * @param shape lengths, whose product is the number of values
   */
  public MlxArray of(float[] values, int... shape) {
    Shapes.checkFits(values.length, shape);
    try (Arena arena = Arena.ofConfined()) {
      return of(arena.allocateFrom(ValueLayout.JAVA_FLOAT, values), Dtype.FLOAT32, shape);
    }
  }

  /** Returns an array of type INT32; see {@link #of(float[], int...)}. */
  public MlxArray of(int[] values, int... shape) {
    Shapes.checkFits(values.length, shape);
    try (Arena arena = Arena.ofConfined()) {
      return of(arena.allocateFrom(ValueLayout.JAVA_INT, values), Dtype.INT32, shape);
    }
  }

  /**
   * Returns an array of elements as they are in memory.
   *
   * @param values the elements in the byte order of this machine
   */
  public MlxArray of(byte[] values, Dtype dtype, int... shape) {
    try (Arena arena = Arena.ofConfined()) {
      return of(arena.allocateFrom(ValueLayout.JAVA_BYTE, values), dtype, shape);
    }
  }

  /**
   * Returns a copy of native memory, such as a mapped file.
   *
   * @throws IllegalArgumentException if the memory is not native or does not have the size of the
   *     shape
   */
  public MlxArray of(MemorySegment values, Dtype dtype, int... shape) {
    session.check();
    if (!values.isNative()) {
      throw new IllegalArgumentException("MLX cannot read the heap; give native memory.");
    }
    if (values.byteSize() % dtype.bytes() != 0) {
      throw new IllegalArgumentException(
          "%d bytes are no whole number of %s; give whole elements."
              .formatted(values.byteSize(), dtype));
    }
    Shapes.checkFits(values.byteSize() / dtype.bytes(), shape);
    return session.created(
        "mlx_array_new_data",
        Values.handle(DATA, values.address(), session.list(shape), shape.length, dtype.number()));
  }

  /** Returns zeros. */
  public MlxArray zeros(Dtype dtype, int... shape) {
    Shapes.elements(shape);
    return session.array(
        "mlx_zeros",
        Calls.call(
            ZEROS,
            session.slot(),
            session.list(shape),
            (long) shape.length,
            dtype.number(),
            session.stream()));
  }

  /** Returns ones. */
  public MlxArray ones(Dtype dtype, int... shape) {
    Shapes.elements(shape);
    return session.array(
        "mlx_ones",
        Calls.call(
            ONES,
            session.slot(),
            session.list(shape),
            (long) shape.length,
            dtype.number(),
            session.stream()));
  }

  /** Returns a scalar repeated. */
  public MlxArray full(MlxArray value, Dtype dtype, int... shape) {
    Shapes.elements(shape);
    return session.array(
        "mlx_full",
        Calls.call(
            FULL,
            session.slot(),
            session.list(shape),
            (long) shape.length,
            value.handle(),
            dtype.number(),
            session.stream()));
  }

  /** Returns zeros of the shape and type of an array. */
  public MlxArray zerosLike(MlxArray like) {
    return session.array(
        "mlx_zeros_like", Calls.call(ZEROS_LIKE, session.slot(), like.handle(), session.stream()));
  }

  /** Returns start, start + step, and so on, below stop. */
  public MlxArray range(double start, double stop, double step, Dtype dtype) {
    return session.array(
        "mlx_arange",
        WideCalls.call(
            ARANGE, session.slot(), start, stop, step, dtype.number(), session.stream()));
  }
}
