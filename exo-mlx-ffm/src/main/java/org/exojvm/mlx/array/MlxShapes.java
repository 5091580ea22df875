package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.NativeFunction;

/** Shapes and types. An axis is counted from the end when negative. */
public final class MlxShapes {

  private static final NativeFunction RESHAPE = Bindings.function("mlx_reshape");
  private static final NativeFunction BROADCAST = Bindings.function("mlx_broadcast_to");
  private static final NativeFunction TRANSPOSE = Bindings.function("mlx_transpose");
  private static final NativeFunction TRANSPOSE_AXES = Bindings.function("mlx_transpose_axes");
  private static final NativeFunction EXPAND = Bindings.function("mlx_expand_dims");
  private static final NativeFunction SQUEEZE = Bindings.function("mlx_squeeze_axis");
  private static final NativeFunction SWAP = Bindings.function("mlx_swapaxes");
  private static final NativeFunction REPEAT = Bindings.function("mlx_repeat_axis");
  private static final NativeFunction FLATTEN = Bindings.function("mlx_flatten");
  private static final NativeFunction LOWER = Bindings.function("mlx_tril");
  private static final NativeFunction UPPER = Bindings.function("mlx_triu");
  private static final NativeFunction AS_TYPE = Bindings.function("mlx_astype");
  private static final NativeFunction VIEW = Bindings.function("mlx_view");
  private static final NativeFunction CONTIGUOUS = Bindings.function("mlx_contiguous");

  private final Maker maker;

  MlxShapes(Session session) {
    this.maker = session.maker();
  }

  /** Returns the elements in another shape; one length may be -1 and follows. */
  public MlxArray reshape(MlxArray a, int... shape) {
    return maker.of(RESHAPE, a, shape);
  }

  /** Returns a repeated to a shape. */
  public MlxArray broadcast(MlxArray a, int... shape) {
    return maker.of(BROADCAST, a, shape);
  }

  /** Returns a with its axes reversed. */
  public MlxArray transpose(MlxArray a) {
    return maker.of(TRANSPOSE, a);
  }

  /** Returns a with its axes in another order. */
  public MlxArray transpose(MlxArray a, int... axes) {
    return maker.of(TRANSPOSE_AXES, a, axes);
  }

  /** Returns a with an axis of length 1 before one. */
  public MlxArray expand(MlxArray a, int axis) {
    return maker.of(EXPAND, a, axis);
  }

  /** Returns a without an axis of length 1. */
  public MlxArray squeeze(MlxArray a, int axis) {
    return maker.of(SQUEEZE, a, axis);
  }

  /** Returns a with two axes swapped. */
  public MlxArray swap(MlxArray a, int first, int second) {
    return maker.of(SWAP, a, first, second);
  }

  /** Returns every element so many times along an axis. */
  public MlxArray repeat(MlxArray a, int times, int axis) {
    return maker.of(REPEAT, a, times, axis);
  }

  /** Returns axes from first to last as one. */
  public MlxArray flatten(MlxArray a, int first, int last) {
    return maker.of(FLATTEN, a, first, last);
  }

  /** Returns a with zeros above a diagonal; 0 is the main one. */
  public MlxArray lower(MlxArray a, int diagonal) {
    return maker.of(LOWER, a, diagonal);
  }

  /** Returns a with zeros below a diagonal; 0 is the main one. */
  public MlxArray upper(MlxArray a, int diagonal) {
    return maker.of(UPPER, a, diagonal);
  }

  /** Returns the values in another type. */
  public MlxArray as(MlxArray a, Dtype dtype) {
    return maker.of(AS_TYPE, a, dtype.number());
  }

  /** Returns the same bytes read as another type; the last axis changes its length with them. */
  public MlxArray view(MlxArray a, Dtype dtype) {
    return maker.of(VIEW, a, dtype.number());
  }

  /** Returns a laid out row by row, without gaps. */
  public MlxArray contiguous(MlxArray a) {
    return maker.of(CONTIGUOUS, a, false);
  }
}
