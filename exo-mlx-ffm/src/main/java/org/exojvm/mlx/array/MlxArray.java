package org.exojvm.mlx.array;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Values;
import org.jspecify.annotations.Nullable;

/**
 * A lazy array in memory of MLX. It never changes; operations make new ones. It is freed with its
 * {@link MlxScope}, or by {@link #close}.
 */
public final class MlxArray implements AutoCloseable {

  private static final MethodHandle NDIM = Bindings.function("mlx_array_ndim");
  private static final MethodHandle DIM = Bindings.function("mlx_array_dim");
  private static final MethodHandle SIZE = Bindings.function("mlx_array_size");
  private static final MethodHandle DTYPE = Bindings.function("mlx_array_dtype");

  private final Session session;
  private long handle;
  private @Nullable MlxScope scope;
  private int index;

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
  public int[] shape() {
    int[] shape = new int[rank()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = Values.number(DIM, handle, axis);
    }
    return shape;
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
    return size() * dtype().bytes();
  }

  /** Computes it and returns its elements, converted to float. */
  public float[] toFloats() {
    return Reading.floats(this);
  }

  /** Computes it and returns its elements, converted to int. */
  public int[] toInts() {
    return Reading.ints(this);
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

  /** Returns shape and type; computes nothing. */
  @Override
  public String toString() {
    return handle == Session.NONE ? "closed" : dtype() + Arrays.toString(shape());
  }
}
