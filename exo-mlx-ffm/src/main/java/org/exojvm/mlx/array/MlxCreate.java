package org.exojvm.mlx.array;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Values;
import org.exojvm.mlx.binding.WideCalls;

/** Arrays from values of Java and from nothing. Memory of Java is copied, or lent. */
public final class MlxCreate {

  private static final NativeFunction FLOAT = Bindings.function("mlx_array_new_float32");
  private static final NativeFunction INT = Bindings.function("mlx_array_new_int");
  private static final NativeFunction BOOL = Bindings.function("mlx_array_new_bool");
  private static final NativeFunction DATA = Bindings.function("mlx_array_new_data");
  private static final NativeFunction LEND =
      Bindings.function("mlx_array_new_data_managed_payload");
  private static final NativeFunction ZEROS = Bindings.function("mlx_zeros");
  private static final NativeFunction ONES = Bindings.function("mlx_ones");
  private static final NativeFunction FULL = Bindings.function("mlx_full");
  private static final NativeFunction ZEROS_LIKE = Bindings.function("mlx_zeros_like");
  private static final NativeFunction ARANGE = Bindings.function("mlx_arange");

  private final Session session;
  private final Maker maker;

  MlxCreate(Session session) {
    this.session = session;
    this.maker = session.maker();
  }

  /** Returns a scalar of type FLOAT32. */
  public MlxArray scalar(float value) {
    session.check();
    return session.created(FLOAT, Values.handle(FLOAT, value));
  }

  /** Returns a scalar of type INT32. */
  public MlxArray scalar(int value) {
    session.check();
    return session.created(INT, Values.handle(INT, value));
  }

  /** Returns a scalar of type BOOL. */
  public MlxArray scalar(boolean value) {
    session.check();
    return session.created(BOOL, Values.handle(BOOL, value));
  }

  /**
   * Returns an array of type FLOAT32.
   *
   * @param values the elements, row by row
   * @param shape lengths, whose product is the number of values
   */
  public MlxArray of(float[] values, int... shape) {
    session.check();
    Shapes.checkFits(values.length, shape);
    try (Arena arena = Arena.ofConfined()) {
      return of(arena.allocateFrom(ValueLayout.JAVA_FLOAT, values), Dtype.FLOAT32, shape);
    }
  }

  /** Returns an array of type INT32; see {@link #of(float[], int...)}. */
  public MlxArray of(int[] values, int... shape) {
    session.check();
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
    session.check();
    try (Arena arena = Arena.ofConfined()) {
      return of(arena.allocateFrom(ValueLayout.JAVA_BYTE, values), dtype, shape);
    }
  }

  /**
   * Returns a copy of native memory, such as a mapped file.
   *
   * @throws IllegalArgumentException if the memory is not native, is freed or another thread's, or
   *     does not have the size of the shape
   */
  public MlxArray of(MemorySegment values, Dtype dtype, int... shape) {
    session.check();
    NativeMemory.check(values, dtype, shape);
    try {
      return session.created(
          DATA,
          Values.handle(DATA, values.address(), session.list(shape), shape.length, dtype.number()));
    } finally {
      // The call has its address only: the collector must not take it for unused meanwhile.
      Reference.reachabilityFence(values);
    }
  }

  /**
   * Lends native memory, such as a mapped file of weights: Metal computes on it without a copy, the
   * CPU copies it at once. When MLX needs it no more, a thread of it closes the arena.
   *
   * @param owner a shared arena that holds the memory and nothing else that is needed; it is closed
   *     here if the array cannot be made
   * @throws IllegalArgumentException as {@link #of(MemorySegment, Dtype, int...)}, and if the arena
   *     is of one thread or not the memory's
   */
  public MlxArray lend(Arena owner, MemorySegment values, Dtype dtype, int... shape) {
    session.check();
    NativeMemory.check(values, dtype, shape);
    long loan = NativeMemory.lend(owner, values);
    long handle =
        Values.handle(
            LEND,
            values.address(),
            session.list(shape),
            shape.length,
            dtype.number(),
            loan,
            NativeMemory.GIVE_BACK);
    if (handle == Session.NONE) {
      NativeMemory.giveBack(loan);
    }
    return session.created(LEND, handle);
  }

  /** Returns zeros. */
  public MlxArray zeros(Dtype dtype, int... shape) {
    Shapes.elements(shape);
    return maker.of(ZEROS, shape, dtype);
  }

  /** Returns ones. */
  public MlxArray ones(Dtype dtype, int... shape) {
    Shapes.elements(shape);
    return maker.of(ONES, shape, dtype);
  }

  /** Returns a scalar repeated. */
  public MlxArray full(MlxArray value, Dtype dtype, int... shape) {
    Shapes.elements(shape);
    return session.array(
        FULL,
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
    return maker.of(ZEROS_LIKE, like);
  }

  /** Returns start, start + step, and so on, below stop. */
  public MlxArray range(double start, double stop, double step, Dtype dtype) {
    return session.array(
        ARANGE,
        WideCalls.call(
            ARANGE, session.slot(), start, stop, step, dtype.number(), session.stream()));
  }
}
