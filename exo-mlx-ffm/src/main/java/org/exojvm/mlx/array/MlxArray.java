package org.exojvm.mlx.array;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Values;
import org.jspecify.annotations.Nullable;

/**
 * A lazy array in memory of MLX. It never changes; operations make new ones. It is freed with its
 * {@link MlxScope}, or by {@link #close}.
 */
public final class MlxArray implements AutoCloseable {

  private static final NativeFunction NDIM = Bindings.function("mlx_array_ndim");
  private static final NativeFunction DIM = Bindings.function("mlx_array_dim");
  private static final NativeFunction SHAPE = Bindings.function("mlx_array_shape");
  private static final NativeFunction SIZE = Bindings.function("mlx_array_size");
  private static final NativeFunction BYTES = Bindings.function("mlx_array_nbytes");
  private static final NativeFunction ITEM_BYTES = Bindings.function("mlx_array_itemsize");
  private static final NativeFunction DTYPE = Bindings.function("mlx_array_dtype");
  private static final NativeFunction SET = Bindings.function("mlx_array_set");
  private static final NativeFunction TO_STRING = Bindings.function("mlx_array_tostring");
  private static final NativeFunction WAIT = Bindings.function("_mlx_array_wait");

  private final Session session;
  private long handle;
  private @Nullable MlxScope scope;
  private int index;
  private boolean started;

  MlxArray(Session session, long handle) {
    this.session = session;
    this.handle = handle;
  }

  /** Returns the handle for a call; never null, which mlx-c would report, or not. */
  long handle() {
    if (handle == Session.NONE) {
      throw new IllegalStateException(
          "The array is closed, by hand or with its scope; keep it, or make it again.");
    }
    return handle;
  }

  static long handleOrNone(@Nullable MlxArray array) {
    return array == null ? Session.NONE : array.handle();
  }

  Session session() {
    return session;
  }

  /** Its computing has been started. */
  void started() {
    started = true;
  }

  void place(MlxScope owner, int at) {
    scope = owner;
    index = at;
  }

  void leave(MlxScope expected) {
    if (scope != expected || handle == Session.NONE) {
      throw new IllegalArgumentException(
          "The array is closed or of another scope; keep it in the scope that made it.");
    }
    expected.remove(index);
    scope = null;
  }

  void release() {
    if (handle != Session.NONE) {
      session.free(handle);
      handle = Session.NONE;
      scope = null;
    }
  }

  /** Returns the number of dimensions; 0 for a scalar. */
  public int rank() {
    session.check();
    return (int) Values.handle(NDIM, handle());
  }

  /** Returns the length of every dimension. */
  @SuppressWarnings("restricted") // MLX has so many lengths there while the array lives.
  public int[] shape() {
    int rank = rank();
    return rank == 0
        ? new int[0]
        : MemorySegment.ofAddress(Values.handle(SHAPE, handle))
            .reinterpret((long) rank * Integer.BYTES)
            .toArray(ValueLayout.JAVA_INT);
  }

  /**
   * Returns the length of one dimension.
   *
   * @param axis which, from 0, or from the end when negative
   * @throws IllegalArgumentException if there is none
   */
  public int length(int axis) {
    return Values.number(DIM, handle(), checkedAxis(axis));
  }

  /** Returns an axis that is one of this array. */
  int checkedAxis(int axis) {
    int rank = rank();
    if (axis < -rank || axis >= rank) {
      throw new IllegalArgumentException(
          "An array of %d dimensions has no axis %d; give one from %d to %d."
              .formatted(rank, axis, -rank, rank - 1));
    }
    return axis;
  }

  /** Returns the number of elements. */
  public long size() {
    session.check();
    return Values.handle(SIZE, handle());
  }

  /** Returns the type of the elements. */
  public Dtype dtype() {
    session.check();
    return Dtype.of(Values.number(DTYPE, handle()));
  }

  /** Returns the size of the elements in bytes, laid out one after the other. */
  public long bytes() {
    session.check();
    return Values.handle(BYTES, handle());
  }

  /** Returns the size of one element in bytes. */
  public int elementBytes() {
    session.check();
    return (int) Values.handle(ITEM_BYTES, handle());
  }

  /** Computes it and returns its elements, converted to float. */
  public float[] toFloats() {
    return Reading.floats(this);
  }

  /** Computes it and returns its elements, converted to int. */
  public int[] toInts() {
    return Reading.ints(this);
  }

  /**
   * Computes it and returns the 16 bits of its elements, such as {@link Float#float16ToFloat}
   * takes.
   *
   * @throws IllegalStateException if they have another size
   */
  public short[] toShorts() {
    return Reading.shorts(this);
  }

  /** Computes it and returns its elements as they are in memory, in the order of this machine. */
  public byte[] toBytes() {
    return Reading.bytes(this);
  }

  /** Computes a scalar and returns it, converted to float. */
  public float item() {
    return Reading.scalar(this);
  }

  /** Computes a scalar of type INT32 or UINT32 and returns it; a token that was drawn, for one. */
  public int itemInt() {
    return Reading.scalarInt(this);
  }

  /** Computes a scalar of type BOOL and returns it. */
  public boolean itemBoolean() {
    return Reading.scalarBoolean(this);
  }

  /** Computes it and returns its elements as MLX prints them, the middle left out of many. */
  public String text() {
    session.done(TO_STRING, Calls.call(TO_STRING, session.slot(), handle()));
    return NativeText.taken(session, session.slotValue());
  }

  /**
   * Waits until it is computed.
   *
   * @throws IllegalStateException if nobody has started that, see {@link Mlx#evalAsync}: MLX would
   *     not wait, and take it for computed
   */
  public void await() {
    session.check();
    if (!started) {
      throw new IllegalStateException(
          "Nobody has started to compute this array; use Mlx.evalAsync before, or Mlx.eval.");
    }
    session.done(WAIT, Calls.call(WAIT, handle()));
  }

  /**
   * Returns another handle of the same array, in the present scope; each is freed by itself, and
   * the values live as long as one of them.
   */
  public MlxArray share() {
    MlxArray shared = session.array(SET, Calls.call(SET, session.slot(), handle()));
    shared.started = started;
    return shared;
  }

  /** Returns whether its values are there, or still have to be computed or waited for. */
  public boolean isComputed() {
    return Reading.isComputed(this);
  }

  /** Frees it before its scope does. A second time does nothing. */
  @Override
  public void close() {
    session.check();
    if (handle == Session.NONE) {
      return;
    }
    if (scope != null) {
      scope.remove(index);
    }
    release();
  }

  /** Returns shape and type; computes nothing. Other threads, such as a debugger's, get neither. */
  @Override
  public String toString() {
    if (!session.isOwner()) {
      return "an array of another thread";
    }
    return handle == Session.NONE ? "closed" : dtype() + Arrays.toString(shape());
  }
}
